import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect as connectPlain, type AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { connect, type TLSSocket } from 'node:tls'
import { days } from '#src/contracts/duration.ts'
import { installCertificate } from '#src/domain/certificates/install-certificate.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { createUserPoolDomain } from '#src/domain/user-pools/create-user-pool-domain.ts'
import { createHttpsServer } from '#src/server/create-https-server.ts'
import { drain } from '#src/server/drain.ts'
import { createTestRuntime } from '#test/create-test-runtime.ts'
import { freePort } from '#test/free-port.ts'
import { until } from '#test/reliability/until.ts'
import { get, rawRequest } from '#test/server/raw-request.ts'
import { makeCertificate } from './certificates.ts'

const authority = makeCertificate('Test authority', { authority: true })
const certificateFor = (names: string[], wishes: Parameters<typeof makeCertificate>[1] = {}) => {
  const { pem, keyPem } = makeCertificate(names[0] ?? '', { names, issuer: authority, ...wishes })
  return { chain: pem, key: keyPem }
}

async function openHttps(t: TestContext, engine: 'embedded' | 'postgresql' = 'embedded', variables: Record<string, string> = {}) {
  const httpsPort = await freePort()
  const runtime = await createTestRuntime(t, { engine, variables: { HTTPS_PORT: String(httpsPort), PUBLIC_URL: `https://localhost:${httpsPort}`, ...variables } })
  const pool = await createUserPool(runtime.domain, { region: 'us-east-1', request: { PoolName: 'people' } })
  await createUserPoolDomain(runtime.domain, { UserPoolId: pool.id, Domain: 'shop' })
  await createUserPoolDomain(runtime.domain, { UserPoolId: pool.id, Domain: 'login.example.com' })
  await runtime.listen()
  return { ...runtime, pool, httpsPort, plainPort: runtime.config.listen.port, install: (given: { chain: string; key: string }) => installCertificate(runtime.domain, given) }
}

/** A handshake for a name, as a browser that trusts the test's authority makes it; null where there is none. */
async function shake(port: number, servername: string, more: object = {}): Promise<TLSSocket | null> {
  const socket = connect({ port, host: '127.0.0.1', ...(servername === '' ? {} : { servername }), ca: authority.pem, ...more })
  try {
    await once(socket, 'secureConnect')
    return socket
  } catch (error) {
    socket.destroy()
    if (/ssl|tls|EPROTO|ECONNRESET/i.test(`${(error as { code?: string }).code} ${(error as Error).message}`)) return null
    throw error
  }
}

const fingerprintAt = async (port: number): Promise<string> => {
  const socket = await shake(port, 'localhost')
  const shown = socket?.getPeerX509Certificate()?.fingerprint256
  socket?.destroy()
  return shown ?? assert.fail()
}

const shownTo = async (port: number, servername: string): Promise<string | null> => {
  const socket = await shake(port, servername)
  const shown = socket?.getPeerX509Certificate()?.subjectAltName ?? null
  socket?.destroy()
  return shown
}

async function ask(port: number, servername: string, host: string, path: string): Promise<{ status: number; text: string }> {
  const socket = (await shake(port, servername)) ?? assert.fail(`no handshake for ${servername}`)
  socket.write(get(path, host, 'Connection: close'))
  let text = ''
  for await (const chunk of socket as AsyncIterable<Buffer>) text += chunk.toString('latin1')
  return { status: Number(text.split(' ')[1]), text }
}

for (const engine of ['embedded', 'postgresql'] as const) {
  test(`certificates are served by name, and new ones without a restart (${engine})`, async (t) => {
    const { httpsPort, install, pool } = await openHttps(t, engine)
    assert.equal(await shownTo(httpsPort, 'localhost'), null, 'nobody brought one yet')
    await install(certificateFor(['localhost']))
    await install(certificateFor(['*.auth.localhost']))
    await until('both are shown', async () => (await shownTo(httpsPort, 'localhost')) === 'DNS:localhost' && (await shownTo(httpsPort, 'shop.auth.localhost')) === 'DNS:*.auth.localhost')
    assert.equal((await ask(httpsPort, 'localhost', `localhost:${httpsPort}`, `/${pool.id}/.well-known/jwks.json`)).status, 200)
    const old = await fingerprintAt(httpsPort)
    await install(certificateFor(['localhost', 'login.example.com']))
    await until('the new one is shown', async () => (await shownTo(httpsPort, 'login.example.com')) !== null)
    assert.notEqual(await fingerprintAt(httpsPort), old, 'it took the place of the one before')
    assert.equal((await ask(httpsPort, 'login.example.com', `login.example.com:${httpsPort}`, '/.well-known/jwks.json')).status, 200)
  })
}

test('a name that nobody brought a certificate for gets no handshake, and so does none at all', async (t) => {
  const { httpsPort, install } = await openHttps(t)
  await install(certificateFor(['localhost', '*.auth.localhost']))
  await until('it is shown', async () => (await shownTo(httpsPort, 'localhost')) !== null)
  for (const name of ['', 'nobody.example.com', 'x.shop.auth.localhost', '__proto__', 'a'.repeat(63)]) assert.equal(await shake(httpsPort, name, name === '' ? { checkServerIdentity: () => undefined } : {}), null, name)
  assert.equal(await shake(httpsPort, 'localhost', { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }), null, 'old versions are refused')
})

test('a request is for the host of its handshake', async (t) => {
  const { httpsPort, install } = await openHttps(t)
  await install(certificateFor(['localhost', '*.auth.localhost', 'login.example.com']))
  await until('it is shown', async () => (await shownTo(httpsPort, 'localhost')) !== null)
  const jwks = (servername: string, host: string) => ask(httpsPort, servername, `${host}:${httpsPort}`, '/.well-known/jwks.json')
  assert.equal((await jwks('shop.auth.localhost', 'shop.auth.localhost')).status, 200)
  assert.equal((await jwks('Login.example.com', 'LOGIN.example.com')).status, 200)
  assert.equal((await jwks('login.example.com', 'shop.auth.localhost')).status, 421)
  assert.equal((await jwks('shop.auth.localhost', 'nobody.auth.localhost')).status, 421)
})

test('the plain port sends readers to https, and takes nothing in the clear', async (t) => {
  const { plainPort, httpsPort, url } = await openHttps(t)
  const host = `localhost:${httpsPort}`
  const seen = await rawRequest(plainPort, get('/some/page?x=1', host))
  assert.deepEqual([seen.status, seen.headers.get('location')], [308, `${url}/some/page?x=1`])
  assert.equal((await rawRequest(plainPort, get('/login', `shop.auth.localhost:${httpsPort}`))).headers.get('location'), `https://shop.auth.localhost:${httpsPort}/login`)
  assert.equal((await rawRequest(plainPort, get('/', `evil.example.com:${httpsPort}`))).status, 421)
  assert.equal((await rawRequest(plainPort, `POST / HTTP/1.1\r\nHost: ${host}\r\nX-Amz-Target: AWSCognitoIdentityProviderService.ListUserPools\r\nContent-Length: 2\r\n\r\n{}`)).status, 403)
  assert.equal((await rawRequest(plainPort, get('/healthz', `127.0.0.1:${plainPort}`))).status, 200, 'probes are answered')
})

test('a proxy that ends TLS itself is answered on the plain port', async (t) => {
  const { plainPort, httpsPort, pool } = await openHttps(t, 'embedded', { TRUST_PROXY: '127.0.0.1' })
  assert.equal((await rawRequest(plainPort, get(`/${pool.id}/.well-known/jwks.json`, `localhost:${httpsPort}`, 'X-Forwarded-For: 192.0.2.1'))).status, 200)
})

test('noise instead of a handshake, and a broken certificate, harm nobody; no key gets into a log', async (t) => {
  const { httpsPort, install, logLines, opened, domain } = await openHttps(t, 'embedded', { LOG_LEVEL: 'trace' })
  const good = certificateFor(['localhost'])
  await install(good)
  await until('it is shown', async () => (await shownTo(httpsPort, 'localhost')) !== null)
  for (const noise of ['GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', '\x16\x03\x01\x00\x05hello', '\0'.repeat(600)]) {
    const socket = connectPlain(httpsPort, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.end(noise, 'latin1')
    await once(socket.resume(), 'close')
  }
  assert.notEqual(await shownTo(httpsPort, 'localhost'), null)
  const other = certificateFor(['localhost'])
  const refused: unknown[] = []
  for (const given of [{ chain: good.chain, key: other.key }, { chain: other.key, key: other.key }, certificateFor(['localhost'], { notBefore: new Date(Date.now() - days(9)), notAfter: new Date(Date.now() - days(1)) })]) {
    await install(given).catch((error: Error) => refused.push(error.message))
  }
  assert.equal(refused.length, 3)
  const secret = /[A-Za-z0-9+/]{40}/.exec(good.key)?.[0] ?? assert.fail()
  const kept = JSON.stringify(await opened.prisma.tlsCertificate.findMany())
  for (const text of [...logLines, ...refused, kept, JSON.stringify(await domain.certificates.listCertificates())]) {
    for (const key of [secret, 'PRIVATE KEY', (/[A-Za-z0-9+/]{40}/.exec(other.key) ?? [''])[0]]) assert.ok(!String(text).includes(key), String(text))
  }
})

test('of certificates for one name the one is shown that is good now', async (t) => {
  const { httpsPort, install, clock, stores } = await openHttps(t)
  const later = new Date(Date.now() + days(30))
  await install(certificateFor(['localhost', 'a.example.com'], { notAfter: new Date(Date.now() + days(40)) }))
  await install(certificateFor(['localhost', 'b.example.com'], { notBefore: later, notAfter: new Date(Date.now() + days(120)) }))
  await until('both are known', () => Promise.resolve(stores.installedCertificates.current().length === 2))
  assert.equal(await shownTo(httpsPort, 'localhost'), 'DNS:localhost, DNS:a.example.com')
  clock.advance(days(31))
  const socket = await shake(httpsPort, 'localhost', { rejectUnauthorized: false })
  assert.equal(socket?.getPeerX509Certificate()?.subjectAltName, 'DNS:localhost, DNS:b.example.com')
  socket?.destroy()
})

test('a connection without a handshake does not keep the server from closing', async () => {
  const server = createHttpsServer(() => null, () => assert.fail())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const silent = connectPlain((server.address() as AddressInfo).port, '127.0.0.1')
  silent.on('error', () => undefined)
  await once(silent, 'connect')
  await Promise.all([drain(server, 100), once(silent.resume(), 'close')])
})
