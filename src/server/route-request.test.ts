import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { get, rawRequest } from '#test/server/raw-request.ts'
import { POOL, startTinyServer, type Seen } from '#test/server/tiny-server.ts'

const seen = (body: string): Seen => JSON.parse(body) as Seen

describe('routes', () => {
  it('hand each path to its wire, below the base address and at the root of a domain', async (t) => {
    const server = await startTinyServer(t)
    const under = seen((await rawRequest(server.port, get(`/${POOL}/oauth2/authorize?state=a%20b`, server.host))).body)
    assert.equal(under.handler, 'oidc')
    assert.deepEqual(under.request.address, { poolId: POOL, origin: `http://${server.host}`, basePath: `/${POOL}`, baseUrl: `http://${server.host}/${POOL}` })
    assert.deepEqual([under.request.path, under.request.query], ['/oauth2/authorize', 'state=a%20b'])

    const prefix = `acme.auth.localhost:${server.port}`
    const atRoot = seen((await rawRequest(server.port, get('/.well-known/jwks.json', prefix))).body)
    assert.deepEqual(atRoot.request.address, { poolId: POOL, origin: `http://${prefix}`, basePath: '', baseUrl: `http://${prefix}` })
    assert.equal((await rawRequest(server.port, get('/.well-known/jwks.json', `login.example.com:${server.port}`))).status, 200)
  })

  it('answer forms, pages, files and the AWS API', async (t) => {
    const server = await startTinyServer(t)
    const post = await fetch(`http://${server.host}/${POOL}/hosted/sign-in`, { method: 'POST', body: 'a=b' })
    assert.equal(seen(await post.text()).body, 'a=b')
    assert.equal((await rawRequest(server.port, get(`/${POOL}/login`, server.host))).headers.get('location'), '/elsewhere')
    assert.match((await rawRequest(server.port, get('/hosted/hosted-pages.js', `acme.auth.localhost:${server.port}`))).body, /rendered GET \/hosted\/hosted-pages.js/)
    const aws = await fetch(`http://${server.host}/`, { method: 'POST', headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.Nothing' }, body: '{}' })
    assert.equal(aws.status, 400)
    assert.equal(aws.headers.get('x-amzn-errortype'), 'UnknownOperationException:')
    assert.match(aws.headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/)
    assert.equal(((await aws.json()) as { __type: string }).__type, 'UnknownOperationException')
  })

  it('answer 404 for unknown pools and paths, and 405 for the wrong method', async (t) => {
    const server = await startTinyServer(t)
    for (const path of ['/us-east-1_Nobody/login', `/${POOL}/nothing`, `/${POOL}/LOGIN`, `/${POOL}/login/`, `/${POOL}`, '/h/sign-in', '/_next/image?url=%2Fa', '/_next/data/x.json']) {
      assert.equal((await rawRequest(server.port, get(path, server.host))).status, 404, path)
    }
    assert.equal((await rawRequest(server.port, get('/dev/inbox', `acme.auth.localhost:${server.port}`))).status, 404)
    assert.equal((await rawRequest(server.port, `POST /${POOL}/login HTTP/1.1\r\nHost: ${server.host}\r\nContent-Length: 0\r\n\r\n`)).status, 405)
    assert.equal((await rawRequest(server.port, get(`/${POOL}/hosted/sign-in`, server.host))).status, 405)
  })
})

describe('HP-07 hosts', () => {
  it('refuses hosts that nobody configured', async (t) => {
    const server = await startTinyServer(t)
    for (const host of ['evil.example', `evil.example:${server.port}`, 'localhost', `localhost:${server.port + 1}`, `nobody.auth.localhost:${server.port}`, `a.acme.auth.localhost:${server.port}`, `auth.localhost:${server.port}`, `acme.auth.localhost:${server.port}.evil.example`, `login.example.com.:${server.port}`, '', 'a b']) {
      const { status } = await rawRequest(server.port, get(`/${POOL}/.well-known/openid-configuration`, host))
      assert.ok(status === 421 || status === 400, `${host}: ${status}`)
    }
  })

  it('refuses a second Host line and a request line with another host', async (t) => {
    const server = await startTinyServer(t)
    assert.equal((await rawRequest(server.port, get('/', server.host, 'Host: evil.example'))).status, 400)
    assert.equal((await rawRequest(server.port, get('http://evil.example/', server.host))).status, 400)
  })

  it('believes no forwarded header of a stranger, and lets no handler see one', async (t) => {
    const server = await startTinyServer(t)
    const forged = ['X-Forwarded-Host: evil.example', 'X-Forwarded-For: 8.8.8.8', 'X-Forwarded-Proto: https', 'Forwarded: host=evil.example', 'X-Original-URL: /admin', 'X-Poolhouse-View: 1', 'X-Middleware-Subrequest: 1', 'X-Real-IP: 8.8.8.8']
    const { request, headers } = seen((await rawRequest(server.port, get(`/${POOL}/oauth2/token`, server.host, ...forged))).body)
    assert.equal(request.clientIp, '127.0.0.1')
    assert.equal(request.secure, false)
    for (const line of forged) assert.equal(headers[line.split(':')[0]?.toLowerCase() ?? ''], undefined, line)
    assert.equal(headers['host'], server.host)
  })

  it('believes a trusted proxy as far as its own hops', async (t) => {
    const server = await startTinyServer(t, { env: { TRUST_PROXY: '127.0.0.0/8, 10.0.0.0/8' } })
    const ask = async (...lines: string[]) => rawRequest(server.port, get(`/${POOL}/oauth2/token`, 'inner.example', ...lines))
    assert.equal((await ask()).status, 421)
    const forwarded = await ask(`X-Forwarded-Host: ${server.host}`, 'X-Forwarded-For: 1.1.1.1, 203.0.113.7, 10.1.2.3')
    assert.equal(seen(forwarded.body).request.clientIp, '203.0.113.7')
    assert.equal(seen((await ask(`X-Forwarded-Host: ${server.host}`, 'X-Forwarded-For: nonsense')).body).request.clientIp, '127.0.0.1')
    assert.equal(seen((await ask(`X-Forwarded-Host: ${server.host}`, 'X-Forwarded-For: [2001:db8::1]:4711')).body).request.clientIp, '2001:db8::1')
    assert.equal((await ask('X-Forwarded-Host: evil.example')).status, 421)
  })
})

describe('HP-13 HP-15 HP-16 paths that mean two things', () => {
  it('are refused before any wire sees them', async (t) => {
    const server = await startTinyServer(t)
    const tricks = ['//evil.example/', '/a/../b', '/a/./b', '/%2e%2e/.env', '/..%2f.env', `/${POOL}/%2e%2e/login`, `/${POOL}/login;x=1`, `/${POOL}/..;/login`, `/${POOL}//login`, '/\\evil.example', '/%5cevil', '/%00', '/%0d%0aSet-Cookie:a=b', '/%', '/%zz', '/%c3', '/%ed%a0%80', '/?a=%00', '/?a=%ff', '/?a=%', '/%252e%252e/']
    for (const path of tricks) assert.equal((await rawRequest(server.port, get(path, server.host))).status, 400, path)
  })

  it('HP-13 never reach files of the program', async (t) => {
    const server = await startTinyServer(t, { pages: { render: (_req, res) => {
      res.statusCode = 404
      res.end('not found')
      return Promise.resolve()
    } } })
    for (const path of ['/.env', '/.git/config', '/package.json', '/.next/server/app.js', '/src/server/main.ts', '/.data/master-key']) {
      assert.equal((await rawRequest(server.port, get(path, server.host))).status, 404, path)
    }
  })

  it('HP-16 refuses methods that nothing here takes', async (t) => {
    const server = await startTinyServer(t)
    for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND']) {
      const answer = await rawRequest(server.port, `${method} / HTTP/1.1\r\nHost: ${server.host}\r\nCookie: secret=1\r\n\r\n`)
      assert.equal(answer.status, 405, method)
      assert.doesNotMatch(answer.body, /secret/)
    }
  })

  it('HP-17 refuses requests with two lengths', async (t) => {
    const server = await startTinyServer(t)
    const shapes = ['Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd', 'Transfer-Encoding: xchunked\r\n\r\nabc', 'Content-Length: -1\r\n\r\n', ' folded: yes\r\n\r\n', 'Content Length: 3\r\n\r\nabc']
    for (const shape of shapes) assert.equal((await rawRequest(server.port, `POST /${POOL}/oauth2/token HTTP/1.1\r\nHost: ${server.host}\r\n${shape}`)).status, 400, shape)
  })
})

describe('bodies', () => {
  const head = (host: string, path: string, ...lines: string[]) => [`POST ${path} HTTP/1.1`, `Host: ${host}`, ...lines, '', ''].join('\r\n')

  it('over the limit are refused by their announced length', async (t) => {
    const server = await startTinyServer(t)
    assert.equal((await rawRequest(server.port, head(server.host, `/${POOL}/oauth2/token`, 'Content-Length: 262145'))).status, 413)
    assert.equal((await rawRequest(server.port, head(server.host, '/', 'Content-Length: 1048577'))).status, 413)
  })

  it('over the limit are refused while they come in, and never taken for whole ones', async (t) => {
    const server = await startTinyServer(t)
    const chunk = `8000\r\n${'a'.repeat(0x8000)}\r\n`
    const chunked = head(server.host, `/${POOL}/oauth2/token`, 'Transfer-Encoding: chunked')
    assert.equal((await rawRequest(server.port, [chunked, ...Array<string>(9).fill(chunk), '0\r\n\r\n'])).status, 413)
    const whole = await rawRequest(server.port, [chunked, ...Array<string>(8).fill(chunk), '0\r\n\r\n'])
    assert.equal(whole.status, 200)
    assert.equal(seen(whole.body).body.length, 262_144)
  })

  it('are refused in an encoding', async (t) => {
    const server = await startTinyServer(t)
    assert.equal((await rawRequest(server.port, head(server.host, '/', 'Content-Encoding: gzip', 'Content-Length: 0'))).status, 415)
  })

  it('RE-16 headers over 16 kB are refused, and the next request is answered', async (t) => {
    const server = await startTinyServer(t)
    assert.equal((await rawRequest(server.port, get('/', server.host, `Cookie: ${'a'.repeat(17_000)}`))).status, 431)
    assert.equal((await rawRequest(server.port, get('/healthz', '127.0.0.1'))).status, 200)
  })
})
