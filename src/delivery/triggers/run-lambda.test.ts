import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { createSafeFetch } from '#src/delivery/safe-fetch.ts'
import type { LambdaFunction } from '#src/domain/functions/registered-function.ts'
import { event } from '#test/delivery/function-calls.ts'
import { createLambdaRunner } from './run-lambda.ts'

const NAME = 'arn:aws:lambda:eu-west-1:123456789012:function:sign-up'
const KEY = { accessKeyId: 'AKIAEXAMPLEEXAMPLE00', secretAccessKey: 'secret of the access key', sessionToken: null }

type Call = { method: string; path: string; headers: IncomingMessage['headers']; body: string }
type Options = { name?: string; path?: string; region?: string | null; secrets?: LambdaFunction['secrets']; timeoutMs?: number; signal?: AbortSignal }

/** What speaks the Invoke API, as far as these tests need it. */
async function service(t: TestContext, answer: (res: ServerResponse, call: Call) => void, allow = ['127.0.0.1/32']) {
  const calls: Call[] = []
  const server = createServer((req, res) => {
    const parts: Buffer[] = []
    req.on('data', (part: Buffer) => parts.push(part))
    req.on('end', () => {
      const call = { method: req.method ?? '', path: req.url ?? '', headers: req.headers, body: Buffer.concat(parts).toString() }
      calls.push(call)
      answer(res, call)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const safeFetch = createSafeFetch({ allow })
  const runner = createLambdaRunner({ safeFetch })
  t.after(async () => {
    server.closeAllConnections()
    server.close()
    await runner.close()
    await safeFetch.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const run = ({ name = NAME, path = '', region = null, secrets = KEY, timeoutMs = 60_000, signal = AbortSignal.timeout(timeoutMs) }: Options = {}) => {
    const registered: LambdaFunction = { kind: 'lambda', name, createdAt: new Date(0), modifiedAt: new Date(0), settings: { endpoint: `${origin}${path}`, region }, secrets }
    return runner.run(registered, event, { signal, timeoutMs, invocationId: 'c0ffee00-0000-7000-8000-000000000001', output: () => {} })
  }
  return { run, calls }
}

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) => (res: ServerResponse) => res.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))

/** Signature Version 4 as the service checks it: over the method, path, query, signed headers and the body's hash. */
function isSigned({ method, path, headers, body }: Call, secret: string): boolean {
  const [, scope = '', names = '', signature] = /Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)/.exec(headers.authorization ?? '') ?? []
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const [pathname = '', query = ''] = path.split('?')
  // Signed paths are encoded once more than sent ones (Signature Version 4: canonical URI).
  const canonicalPath = pathname.split('/').map(encodeURIComponent).join('/')
  const canonical = [method, canonicalPath, query, ...names.split(';').map((name) => `${name}:${String(headers[name])}`), '', names, sha256(body)].join('\n')
  const key = [...scope.split('/')].reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${secret}`)
  return hmac(key, `AWS4-HMAC-SHA256\n${String(headers['x-amz-date'])}\n${scope}\n${sha256(canonical)}`).toString('hex') === signature
}

describe('the Invoke API', () => {
  it('is asked for an answer, at its path, with the event, signed for the region in the ARN', async (t) => {
    const answered = { ...event, response: { autoConfirmUser: true } }
    const { run, calls } = await service(t, answering(200, answered))
    assert.deepEqual(await run(), { kind: 'answered', event: answered })
    const [call] = calls
    assert.ok(call)
    assert.deepEqual([call.method, call.path, call.headers['x-amz-invocation-type']], ['POST', '/2015-03-31/functions/sign-up/invocations', 'RequestResponse'])
    assert.deepEqual(JSON.parse(call.body), event)
    assert.match(call.headers.authorization ?? '', /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLEEXAMPLE00\/\d{8}\/eu-west-1\/lambda\/aws4_request,/)
    assert.ok(isSigned(call, KEY.secretAccessKey))
    assert.ok(!isSigned(call, 'another secret') && !isSigned({ ...call, body: call.body.replace('ada', 'eve') }, KEY.secretAccessKey))
  })

  it('is asked for a version, in another region, with a session, and by the one name an emulator knows', async (t) => {
    const { run, calls } = await service(t, answering(200, event))
    await run({ name: `${NAME}:live`, region: 'us-east-2', secrets: { ...KEY, sessionToken: 'token of the session' } })
    await run({ name: 'arn:aws:lambda:eu-west-1:123456789012:function:other', path: '/2015-03-31/functions/function/invocations', secrets: null })
    assert.deepEqual(calls.map(({ path }) => path), ['/2015-03-31/functions/sign-up/invocations?Qualifier=live', '/2015-03-31/functions/function/invocations'])
    assert.match(calls[0]?.headers.authorization ?? '', /\/us-east-2\/lambda\//)
    assert.equal(calls[0]?.headers['x-amz-security-token'], 'token of the session')
    assert.ok(calls[0] && isSigned(calls[0], KEY.secretAccessKey))
  })

  it('says what a function failed with, with its header or, as emulators do, without', async (t) => {
    for (const headers of [{ 'x-amz-function-error': 'Unhandled' }, {}]) {
      const { run } = await service(t, answering(200, { errorType: 'Error', errorMessage: 'Not from here', trace: [] }, headers))
      assert.deepEqual(await run(), { kind: 'threw', message: 'Not from here' })
    }
    const { run } = await service(t, answering(200, '', { 'x-amz-function-error': 'Unhandled' }))
    assert.deepEqual(await run(), { kind: 'threw', message: 'Unhandled' })
  })

  it('says what a function was ended by, as emulators do too', async (t) => {
    const ended = { errorType: 'Runtime.ExitError', errorMessage: 'RequestId: 3a6ea64b Error: Runtime exited with error: exit status 1' }
    const { run } = await service(t, answering(502, ended, { 'content-type': 'text/plain; charset=utf-8' }))
    assert.deepEqual(await run(), { kind: 'threw', message: ended.errorMessage })
    const late = await service(t, answering(200, 'Task timed out after 3.00 seconds', { 'content-type': 'text/plain; charset=utf-8' }))
    assert.deepEqual(await late.run(), { kind: 'threw', message: 'Task timed out after 3.00 seconds' })
    const proxy = await service(t, answering(502, '<h1>Bad gateway'))
    const answer = await proxy.run()
    assert.ok(answer.kind === 'unanswered' && answer.again, JSON.stringify(answer))
  })

  it('is asked for one call at a time where it is an emulator, which a second one would end, also when nobody waits for the first any more', async (t) => {
    const open: ServerResponse[] = []
    const arrivals = new EventEmitter()
    const { run, calls } = await service(t, (res) => {
      assert.equal(open.length, 0, 'two calls at once')
      open.push(res)
      arrivals.emit('call')
    })
    const answerNext = async () => {
      if (open.length === 0) await once(arrivals, 'call')
      answering(200, event)(open.shift() ?? assert.fail())
    }
    const path = '/2015-03-31/functions/function/invocations'
    const patience = new AbortController()
    const given = run({ path, signal: patience.signal })
    await once(arrivals, 'call')
    patience.abort()
    const late = await given
    assert.ok(late.kind === 'unanswered' && late.again, JSON.stringify(late))
    // It is busy still; who gives up before their turn never asks.
    assert.equal((await run({ path, timeoutMs: 50 })).kind, 'unanswered')
    assert.equal(calls.length, 1)
    const other = 'arn:aws:lambda:eu-west-1:123456789012:function:other'
    const waiting = [run({ path }), run({ path, name: other }), run({ path })]
    for (let answered = 0; answered < 4; answered++) await answerNext()
    assert.deepEqual((await Promise.all(waiting)).map(({ kind }) => kind), ['answered', 'answered', 'answered'])
    assert.equal(calls.length, 4)
  })

  it('TR-03 fails: asked once, and again only where that may help', async (t) => {
    const failures = [[429, 'TooManyRequestsException', true], [500, 'ServiceException', true], [502, 'EC2UnexpectedException', true], [503, 'Unavailable', true], [403, 'AccessDeniedException', false], [404, 'ResourceNotFoundException', false], [413, 'RequestTooLargeException', false]] as const
    for (const [status, name, again] of failures) {
      const { run, calls } = await service(t, answering(status, { Message: 'Sorry', Type: 'User' }, { 'x-amzn-errortype': name, 'content-type': 'application/json' }))
      const answer = await run()
      assert.ok(answer.kind === 'unanswered' && answer.again === again && answer.cause.includes(name), `${status} ${JSON.stringify(answer)}`)
      assert.equal(calls.length, 1, name)
    }
  })

  it('TR-03 is silent, or gone', async (t) => {
    const { run } = await service(t, (res, { path }) => { if (path.includes('gone')) res.socket?.resetAndDestroy() })
    for (const name of [NAME, 'arn:aws:lambda:eu-west-1:123456789012:function:gone']) {
      const answer = await run({ name, timeoutMs: 300 })
      assert.ok(answer.kind === 'unanswered' && answer.again, JSON.stringify(answer))
    }
  })

  it('TR-04 gives an answer that is none', async (t) => {
    const bodies: Record<string, string> = { empty: '', html: '<p>Hello', deep: `${'['.repeat(5000)}${']'.repeat(5000)}`, prototype: '{"response":{"__proto__":{}}}', large: `{"response":"${'x'.repeat(10 * 1024 * 1024)}"}` }
    for (const [name, body] of Object.entries(bodies)) {
      const { run } = await service(t, answering(200, body))
      assert.equal((await run()).kind, 'unreadable', name)
    }
  })

  it('TR-01 TR-02 is not asked at addresses that may not be, nor where it leads on', async (t) => {
    const inner = await service(t, answering(200, event), [])
    const answer = await inner.run()
    assert.ok(answer.kind === 'unanswered' && !answer.again, JSON.stringify(answer))
    assert.equal(inner.calls.length, 0)
    const { run } = await service(t, answering(307, '', { location: 'http://127.0.0.1:1/' }))
    const led = await run()
    assert.ok(led.kind === 'unanswered' && !led.again, JSON.stringify(led))
  })
})
