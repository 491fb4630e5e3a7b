import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, it } from 'node:test'
import { calmFrame } from '#src/contracts/hosted/fixtures/frames.ts'
import type { HostedView } from '#src/contracts/hosted/hosted-view.ts'
import type { DevelopmentDoor } from '#src/contracts/hosted/runtime-door.ts'
import type { DevelopmentInbox, LatestMessage } from '#src/delivery/development-inbox.ts'
import { get, rawRequest } from '#test/server/raw-request.ts'
import { POOL, startTinyServer } from '#test/server/tiny-server.ts'

const LATEST: LatestMessage = { to: 'ada@example.com', medium: 'EMAIL', purpose: 'sign-up', subject: 'Code', text: '123456', html: null, code: '123456', link: null, createdAt: '2026-01-01T00:00:00.000Z' }
const broken = Object.assign(new Error('select from postgres://root:hunter2@db/x failed'), { code: 'DatabaseUnavailable' })

describe('failures', () => {
  it('RE-16 become a typed 500 in the words of each wire, and the process lives', async (t) => {
    const fail = () => Promise.reject(new Error('secret detail https://a.example/cb?code=abc'))
    const server = await startTinyServer(t, { runtime: { oidc: fail, awsApi: fail, hosted: { view: fail, post: fail } } })
    const aws = await fetch(`http://${server.host}/`, { method: 'POST', body: '{}' })
    assert.deepEqual([aws.status, await aws.json()], [500, { __type: 'InternalErrorException', message: 'Internal server error' }])
    const oidc = await fetch(`http://${server.host}/${POOL}/oauth2/token`, { method: 'POST', body: 'a=b' })
    assert.deepEqual([oidc.status, ((await oidc.json()) as { error: string }).error], [500, 'server_error'])
    const page = await fetch(`http://${server.host}/${POOL}/login`, { headers: { accept: 'text/html' } })
    const html = await page.text()
    assert.equal(page.status, 500)
    assert.match(html, new RegExp(page.headers.get('x-amzn-requestid') ?? 'none'))
    assert.doesNotMatch(html, /secret detail/)
    assert.ok(server.logged.some((line) => line.includes('secret detail')))
    assert.ok(!server.logged.some((line) => line.includes('code=abc')))
    assert.equal((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status, 200)
  })

  it('RE-04 a database that is away means 503 and not ready, but alive', async (t) => {
    const server = await startTinyServer(t, { runtime: { oidc: () => Promise.reject(broken), database: { ping: () => Promise.reject(broken) } } })
    const answer = await fetch(`http://${server.host}/${POOL}/oauth2/userInfo`)
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5'])
    assert.equal((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status, 200)
    assert.equal((await fetch(`http://127.0.0.1:${server.port}/readyz`)).status, 503)
    assert.ok(!server.logged.some((line) => line.includes('hunter2')))
  })

  it('cuts an answer off that fails half way', async (t) => {
    const server = await startTinyServer(t, { runtime: { oidc: (_req, res) => {
      res.writeHead(200, { 'content-length': 100 })
      res.write('half')
      return Promise.reject(new Error('half way'))
    } } })
    await assert.rejects(fetch(`http://${server.host}/${POOL}/oauth2/token`).then((answer) => answer.text()))
  })
})

describe('HP-03 HP-04 headers', () => {
  it('go with every answer', async (t) => {
    const server = await startTinyServer(t, { env: { PUBLIC_URL: 'https://auth.example.com', MODE: 'development' } })
    for (const [path, host] of [['/', 'auth.example.com'], [`/${POOL}/login`, 'auth.example.com'], ['/x', 'evil.example'], ['//', 'auth.example.com']] as const) {
      const { headers } = await rawRequest(server.port, get(path, host))
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
      assert.equal(headers.get('referrer-policy'), 'same-origin', path)
      assert.equal(headers.get('strict-transport-security'), 'max-age=31536000', path)
      assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/, path)
      assert.equal(headers.get('cache-control'), 'no-store', path)
      assert.equal(headers.get('x-powered-by'), undefined, path)
      assert.match(headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/, path)
    }
  })

  it('HP-02 name the application of a hosted page, and give every hydrated page a nonce of its own', async (t) => {
    const view: HostedView = { screen: 'signed-out', frame: calmFrame }
    const server = await startTinyServer(t, { runtime: { hosted: { view: () => Promise.resolve({ kind: 'page', view, status: 403, formAction: ['https://app.example.com'] }), post: () => Promise.resolve() } } })
    const page = await rawRequest(server.port, get(`/${POOL}/login?uid=1`, server.host, 'RSC: 1'))
    assert.equal(page.status, 403)
    assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self'; .*form-action 'self' https:\/\/app\.example\.com; frame-ancestors 'none'/)
    assert.match(page.body, /^rendered GET \/h\/signed-out view=[0-9a-f-]{36} rsc=undefined$/)
    const policies = await Promise.all([1, 2].map(async () => (await rawRequest(server.port, get('/console', server.host))).headers.get('content-security-policy') ?? ''))
    assert.match(policies[0] ?? '', /'nonce-[A-Za-z0-9+/]{22}=='/)
    assert.notEqual(policies[0], policies[1])
  })
})

it('development comforts are absent where there is no development', async (t) => {
  const server = await startTinyServer(t)
  for (const path of ['/dev/inbox', '/dev/inbox/latest', '/dev/messages', '/dev/messages/html', '/dev/messages/test', '/dev/gallery', '/demo', '/demo/api/auth/session']) {
    assert.equal((await rawRequest(server.port, get(path, server.host))).status, 404, path)
  }
})

it('waits for the next message on behalf of a test', async (t) => {
  const asked: unknown[] = []
  const inbox: DevelopmentInbox = { latest: (filter, { waitMs }) => Promise.resolve(asked.push({ filter, waitMs }) === 1 ? null : LATEST), viewInbox: () => Promise.reject(new Error('unused')), messageHtml: () => Promise.reject(new Error('unused')) }
  const server = await startTinyServer(t, { runtime: { development: { inbox, door: {} as DevelopmentDoor } } })
  assert.equal((await rawRequest(server.port, get('/dev/inbox/latest?to=ada%40example.com&wait=99999999', server.host))).status, 404)
  assert.deepEqual(JSON.parse((await rawRequest(server.port, get('/dev/inbox/latest?pool=p&client=c&username=ada', server.host))).body), LATEST)
  assert.deepEqual(asked, [{ filter: { to: 'ada@example.com' }, waitMs: 60_000 }, { filter: { pool: 'p', client: 'c', username: 'ada' }, waitMs: 0 }])
  for (const query of ['wait=soon', 'wait=-1', 'after=yesterday']) assert.equal((await rawRequest(server.port, get(`/dev/inbox/latest?${query}`, server.host))).status, 400, query)
})

it('tells measurements to the own network only', async (t) => {
  const server = await startTinyServer(t)
  await rawRequest(server.port, get(`/${POOL}/oauth2/token`, server.host))
  const measured = await rawRequest(server.port, get('/metrics', `127.0.0.1:${server.port}`))
  assert.match(measured.body, /poolhouse_request_duration_seconds_count\{route="oidc",status="2xx"\} 1\n/)
  for (const lines of [['X-Forwarded-For: 10.0.0.1'], ['Via: 1.1 proxy']]) assert.doesNotMatch((await rawRequest(server.port, get('/metrics', '127.0.0.1', ...lines))).body, /poolhouse_/)
  assert.equal((await rawRequest(server.port, get('/metrics', 'auth.example.com'))).status, 421)
})

describe('stopping', () => {
  it('RE-02 turns readiness off, lets running requests end, refuses new connections, then closes', async (t) => {
    const held = Promise.withResolvers<void>()
    const entered = Promise.withResolvers<void>()
    const server = await startTinyServer(t, { runtime: { oidc: async (_req, res) => {
      entered.resolve()
      await held.promise
      res.end('done')
    } } })
    const kept = connect(server.port, '127.0.0.1')
    await once(kept, 'connect')
    const running = fetch(`http://${server.host}/${POOL}/oauth2/token`)
    await entered.promise
    const stopped = server.stop()
    await assert.rejects(fetch(`http://${server.host}/healthz`))
    assert.equal(server.closed(), false)
    held.resolve()
    assert.equal(await (await running).text(), 'done')
    kept.destroy()
    await stopped
    assert.equal(server.closed(), true)
  })
})

describe('the log', () => {
  it('RE-18 has one line for each request, without query, cookies, credentials and bodies', async (t) => {
    const server = await startTinyServer(t)
    await fetch(`http://${server.host}/${POOL}/oauth2/token?code=q-secret`, { method: 'POST', headers: { authorization: 'Basic a-secret', cookie: 'c=c-secret' }, body: 'password=b-secret' })
    await rawRequest(server.port, get(`/${POOL}/oauth2/authorize/u-secret`, server.host))
    const lines = server.logged.filter((line) => line.includes('"msg":"request"'))
    assert.equal(lines.length, 2)
    assert.doesNotMatch(lines.join(''), /-secret/)
    const { method, path, status, pool, ip, requestId } = JSON.parse(lines[0] ?? '{}') as Record<string, unknown>
    assert.deepEqual({ method, path, status, pool, ip }, { method: 'POST', path: `/${POOL}/oauth2/token`, status: 200, pool: POOL, ip: '127.0.0.1' })
    assert.match(String(requestId), /^[0-9a-f-]{36}$/)
  })
})
