import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { createSafeFetch } from '#src/delivery/safe-fetch.ts'
import type { WebhookFunction } from '#src/domain/functions/registered-function.ts'
import { event } from '#test/delivery/function-calls.ts'
import { makeCertificate } from '#test/domains/certificates.ts'
import { freePort } from '#test/free-port.ts'
import { createWebhookRunner } from './run-webhook.ts'

const CURRENT = `whsec_${Buffer.from('the secret of these days').toString('base64')}`
const PREVIOUS = `whsec_${Buffer.from('the secret of those days').toString('base64')}`
const ID = 'c0ffee00-0000-7000-8000-000000000001'

type Call = { url: string; headers: IncomingHttpHeaders; body: string }

async function receiver(t: TestContext, answer: (res: ServerResponse, call: Call) => void, allow = ['127.0.0.1/32'], tls: { key: string; cert: string } | null = null) {
  const calls: Call[] = []
  let connections = 0
  const listener: RequestListener = (req, res) => {
    const parts: Buffer[] = []
    req.on('data', (part: Buffer) => parts.push(part))
    req.on('end', () => {
      const call = { url: req.url ?? '', headers: req.headers, body: Buffer.concat(parts).toString() }
      calls.push(call)
      answer(res, call)
    })
  }
  const server = (tls === null ? createServer(listener) : createHttpsServer(tls, listener)).on('connection', () => { connections++ }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const safeFetch = createSafeFetch({ allow })
  t.after(async () => {
    server.closeAllConnections()
    server.close()
    await safeFetch.close()
  })
  const runner = createWebhookRunner({ clock: { now: () => new Date(1_800_000_000_700) }, safeFetch })
  const { port } = server.address() as AddressInfo
  const run = ({ url = `http://127.0.0.1:${port}/hook?a=1`, timeoutMs = 60_000, secrets = {} }: { url?: string; timeoutMs?: number; secrets?: Partial<WebhookFunction['secrets']> } = {}) => {
    const registered: WebhookFunction = {
      kind: 'webhook', name: 'arn:aws:lambda:eu-west-1:123456789012:function:hook', createdAt: new Date(0), modifiedAt: new Date(0), settings: { url },
      secrets: { current: { value: CURRENT, createdAt: '2027-01-01T00:00:00Z' }, previous: null, previousUntil: null, ...secrets },
    }
    return runner.run(registered, event, { signal: AbortSignal.timeout(timeoutMs), timeoutMs, invocationId: ID, output: () => {} })
  }
  return { run, calls, connections: () => connections, port }
}

const json = (status: number, body: unknown) => (res: ServerResponse) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** As a receiver checks it (Standard Webhooks): any of the signatures, over id, timestamp and body. */
const isSigned = ({ headers, body }: Call, secret: string): boolean => {
  const made = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')
  return String(headers['webhook-signature']).split(' ').includes(`v1,${made}`)
}

describe('TR-06 a web hook', () => {
  it('gets the event, signed with its id and time, and answers with it', async (t) => {
    const answered = { ...event, response: { autoConfirmUser: true } }
    const { run, calls } = await receiver(t, json(200, answered))
    assert.deepEqual(await run(), { kind: 'answered', event: answered })
    const [call] = calls
    assert.ok(call)
    assert.deepEqual([call.url, JSON.parse(call.body), call.headers['content-type']], ['/hook?a=1', event, 'application/json'])
    assert.deepEqual([call.headers['webhook-id'], call.headers['webhook-timestamp']], [ID, '1800000000'])
    assert.ok(isSigned(call, CURRENT) && !isSigned(call, PREVIOUS))
    assert.ok(!isSigned({ ...call, body: call.body.replace('ada', 'eve') }, CURRENT))
    assert.ok(!isSigned({ ...call, headers: { ...call.headers, 'webhook-timestamp': '1800000001' } }, CURRENT))
  })

  it('is signed by both secrets while one replaces the other, and then by the new one only', async (t) => {
    const { run, calls } = await receiver(t, json(200, event))
    const previous = { value: PREVIOUS, createdAt: '2026-01-01T00:00:00Z' }
    await run({ secrets: { previous, previousUntil: new Date(1_800_000_001_000).toISOString() } })
    await run({ secrets: { previous, previousUntil: new Date(1_800_000_000_000).toISOString() } })
    await run({ secrets: { previous } })
    assert.deepEqual(calls.map((call) => [isSigned(call, CURRENT), isSigned(call, PREVIOUS)]), [[true, true], [true, false], [true, false]])
  })

  it('is asked over connections that are kept', async (t) => {
    const { run, calls, connections } = await receiver(t, json(200, event))
    for (let times = 0; times < 20; times++) await run()
    assert.equal(calls.length, 20)
    // The client may be asked again before it has put the first one back.
    assert.ok(connections() <= 2, String(connections()))
  })

  it('is asked over TLS, by a certificate for its name from an authority that is trusted', async (t) => {
    const authority = makeCertificate('Authority of a test', { authority: true })
    const usual = getCACertificates('default')
    setDefaultCACertificates([...usual, authority.pem])
    t.after(() => setDefaultCACertificates(usual))
    const served = (names: string[], issuer?: typeof authority) => {
      const { keyPem, pem } = makeCertificate('Hook', { names, ...(issuer === undefined ? {} : { issuer }) })
      return receiver(t, json(200, event), ['localhost'], { key: keyPem, cert: pem })
    }
    const [good, misnamed, unknown] = [await served(['localhost'], authority), await served(['example.com'], authority), await served(['localhost'])]
    for (let times = 0; times < 5; times++) assert.deepEqual(await good.run({ url: `https://localhost:${good.port}/` }), { kind: 'answered', event })
    assert.ok(good.connections() <= 2)
    for (const { run, port, calls } of [misnamed, unknown]) {
      const answer = await run({ url: `https://localhost:${port}/` })
      assert.ok(answer.kind === 'unanswered' && answer.cause.includes('cannot be reached'), JSON.stringify(answer))
      assert.equal(calls.length, 0)
    }
  })

  it('may leave the event as it was, by 204', async (t) => {
    const { run } = await receiver(t, (res) => res.writeHead(204).end())
    assert.deepEqual(await run(), { kind: 'answered', event })
  })

  it('refuses by an errorMessage', async (t) => {
    for (const status of [200, 400, 403, 422]) {
      const { run } = await receiver(t, json(status, { errorMessage: 'Not from here', errorType: 'Error' }))
      assert.deepEqual(await run(), { kind: 'threw', message: 'Not from here' }, String(status))
    }
  })
})

describe('TR-02 TR-03 TR-04 a web hook that goes wrong', () => {
  it('by its status: tried again when another attempt may be answered', async (t) => {
    for (const [status, again] of [[301, false], [302, false], [307, false], [401, false], [404, false], [408, true], [410, false], [429, true], [500, true], [502, true], [503, true]] as const) {
      const { run } = await receiver(t, (res) => res.writeHead(status, { location: 'https://example.com/' }).end('<h1>No</h1>'))
      const answer = await run()
      assert.ok(answer.kind === 'unanswered' && answer.again === again, `${status} ${JSON.stringify(answer)}`)
    }
  })

  it('by a redirect inward, which is not followed', async (t) => {
    const inner = await receiver(t, json(200, event))
    const { run } = await receiver(t, (res) => res.writeHead(307, { location: `http://127.0.0.1:${inner.port}/` }).end())
    assert.deepEqual(await run(), { kind: 'unanswered', cause: 'It answered 307: redirects are not followed.', again: false })
    assert.equal(inner.calls.length, 0)
  })

  it('by an address that may not be asked: neither connected to nor tried again', async (t) => {
    const { run, connections, port } = await receiver(t, json(200, event), [])
    for (const url of [`http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`, `https://localhost:${port}/`, `https://0x7f.1:${port}/`, 'http://93.184.216.34/', 'file:///etc/passwd', 'nonsense']) {
      const answer = await run({ url })
      assert.ok(answer.kind === 'unanswered' && !answer.again, `${url} ${JSON.stringify(answer)}`)
    }
    assert.equal(connections(), 0)
  })

  it('by silence, before or within the answer', async (t) => {
    const { run, port } = await receiver(t, (res, { url }) => { if (url === '/half') res.writeHead(200).write('{"res') })
    for (const path of ['', '/half']) {
      // Nobody answers: that there is an answer shows that it was given up.
      const answer = await run({ url: `http://127.0.0.1:${port}${path}`, timeoutMs: 150 })
      assert.ok(answer.kind === 'unanswered' && answer.again, JSON.stringify(answer))
    }
  })

  it('by a connection that breaks, or nobody there; the path is not told', async (t) => {
    const { run, port: breaking } = await receiver(t, (res, { url }) => {
      if (url === '/half') res.writeHead(200, { 'content-length': '100' }).write('{"res')
      setImmediate(() => res.socket?.resetAndDestroy())
    })
    for (const path of ['token', 'half']) {
      const answer = await run({ url: `http://127.0.0.1:${breaking}/${path}` })
      assert.ok(answer.kind === 'unanswered' && answer.again && !answer.cause.includes(path), JSON.stringify(answer))
    }
    const port = await freePort()
    assert.deepEqual(await run({ url: `http://127.0.0.1:${port}/token-in-path` }), { kind: 'unanswered', cause: `127.0.0.1:${port} cannot be reached. (ECONNREFUSED)`, again: true })
  })

  it('by what it answers', async (t) => {
    const bodies: Record<string, string | Buffer> = {
      empty: '', html: '<!doctype html>', half: '{"response":', deep: `${'['.repeat(100_000)}${']'.repeat(100_000)}`, prototype: '{"response":{"__proto__":{"autoConfirmUser":true}}}',
      bytes: Buffer.from([0x22, 0xff, 0xfe, 0x22]), large: `{"response":"${'x'.repeat(10 * 1024 * 1024)}"}`,
    }
    let body: string | Buffer = ''
    const { run } = await receiver(t, (res) => res.writeHead(200, { 'content-type': 'application/json' }).end(body))
    for (const [name, text] of Object.entries(bodies)) {
      body = text
      assert.equal((await run()).kind, 'unreadable', name)
    }
    body = JSON.stringify(event)
    assert.equal((await run()).kind, 'answered')
  })
})
