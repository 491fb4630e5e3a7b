import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hours, minutes } from '#src/contracts/duration.ts'
import type { LiveDomain } from '#src/domain/user-pools/user-pool.ts'
import { createUserPoolDomain } from '#src/domain/user-pools/create-user-pool-domain.ts'
import { deleteUserPoolDomain } from '#src/domain/user-pools/delete-user-pool-domain.ts'
import { CERTIFICATE_PERMISSION_PATH } from '#src/server/certificate-permission.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'
import { get, rawRequest } from '#test/server/raw-request.ts'
import { startTinyServer } from '#test/server/tiny-server.ts'
import { until } from '#test/reliability/until.ts'

const ask = async (port: number, query: string, host = `127.0.0.1:${port}`, ...lines: string[]): Promise<number> =>
  (await rawRequest(port, get(`/tls-permission${query}`, host, ...lines))).status

test('yes for host names that answer, no for everything else', async (t) => {
  const { port } = await startTinyServer(t)
  for (const name of ['acme.auth.localhost', 'login.example.com', 'localhost']) assert.equal(await ask(port, `?domain=${name}`), 200, name)
  const no = [
    'nobody.auth.localhost', 'acme', 'auth.localhost', 'x.acme.auth.localhost', 'example.com', 'login.example.com.', 'LOGIN.example.com', '*.auth.localhost', '127.0.0.1', '', 'login.example.com%20', '..%2f', 'login.example.com&domain=nobody.example.com',
    'localhost&domain=login.example.com', 'a'.repeat(300), '__proto__', 'constructor',
  ]
  for (const name of no) assert.notEqual(await ask(port, `?domain=${name}`), 200, name)
  assert.equal(await ask(port, ''), 403)
  assert.equal((await rawRequest(port, get('/tls-permission?domain=nobody.example.com', `127.0.0.1:${port}`))).body, '{"allowed":false}', 'no word about what there is')
})

test('nobody out there can ask: not through a proxy, nor under a name of ours', async (t) => {
  const { port } = await startTinyServer(t, { env: { TRUST_PROXY: '127.0.0.1' } })
  const asked = async (host: string, ...lines: string[]) => (await rawRequest(port, get('/tls-permission?domain=login.example.com', host, ...lines))).body.includes('"allowed":true')
  for (const host of ['poolhouse:3000', 'poolhouse.example.svc.cluster.local:3000']) assert.ok(await asked(host), `as containers call each other: ${host}`)
  assert.ok(await asked(`[::1]:${port}`))
  for (const host of [`login.example.com:${port}`, `acme.auth.localhost:${port}`, 'LOGIN.example.com']) assert.equal(await asked(host), false, host)
  for (const line of ['X-Forwarded-For: 192.0.2.1', 'X-Forwarded-Host: 127.0.0.1', 'X-Forwarded-Proto: https', 'Forwarded: for=192.0.2.1', 'Via: 1.1 caddy']) assert.equal(await asked(`127.0.0.1:${port}`, line), false, line)
})

test('names that came up within the hour: sixty get a certificate, the others wait', async (t) => {
  let now = hours(10)
  const live = Array.from({ length: 80 }, (_, index): LiveDomain => ({ domain: `p${index}`, kind: 'prefix', poolId: 'us-east-1_a', since: new Date(index < 10 ? 0 : now) }))
  const { port } = await startTinyServer(t, { runtime: { liveDomains: { current: () => live }, clock: { now: () => new Date(now) } } })
  const askAll = async () => Promise.all(live.map(({ domain }) => ask(port, `?domain=${domain}.auth.localhost`)))
  const first = await askAll()
  assert.deepEqual([first.filter((status) => status === 200).length, first.filter((status) => status === 429).length], [70, 10])
  assert.deepEqual(await askAll(), first, 'who was told yes once is told so again')
  now += minutes(59)
  assert.deepEqual(await askAll(), first)
  now += minutes(1)
  assert.ok((await askAll()).every((status) => status === 200), 'nobody is young any more')
})

test('a domain is known as soon as it is made, until it is deleted, without any statement', async (t) => {
  const { sdk, domain, url, opened } = await openAwsApi(t)
  const port = Number(new URL(url).port)
  const UserPoolId = (await sdk.createUserPool({ PoolName: 'people' })).UserPool?.Id ?? ''
  const asked = () => ask(port, '?domain=shop.auth.localhost')
  assert.equal(await asked(), 403)
  await createUserPoolDomain(domain, { UserPoolId, Domain: 'shop' })
  await until('the new domain is known', async () => (await asked()) === 200)
  for (let n = 0; n < 100; n++) assert.equal(await ask(port, `?domain=invented-${n}.example.com`), 403)
  for (let n = 0; n < 50; n++) assert.equal(await asked(), 200)
  // What runs by the clock sends statements of its own now and then: the least of a few attempts counts.
  const counts: number[] = []
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = opened.statements()
    assert.deepEqual([await ask(port, `?domain=another-${attempt}.example.com`), await asked()], [403, 200])
    counts.push(opened.statements() - before)
  }
  assert.equal(Math.min(...counts), 0, 'nothing is looked up')
  await deleteUserPoolDomain(domain, { UserPoolId, Domain: 'shop' })
  await until('the deleted domain is forgotten', async () => (await asked()) === 403)
})

test('the Caddyfile asks where the server answers', async (t) => {
  const caddyfile = readFileSync(new URL('../../deploy/Caddyfile', import.meta.url), 'utf8').replaceAll(/^\s*#.*$/gm, '')
  const { port } = await startTinyServer(t)
  const filled = caddyfile.replaceAll(/\{\$POOLHOUSE:[^}]+\}/g, `127.0.0.1:${port}`)
  const [, endpoint = ''] = /on_demand_tls \{\s+permission http (\S+)\s+\}/.exec(filled) ?? []
  assert.equal(new URL(endpoint).pathname, CERTIFICATE_PERMISSION_PATH)
  // As Caddy asks: one GET with the name as `domain`, redirects not followed.
  const answer = async (name: string) => (await fetch(`${endpoint}?domain=${name}`, { redirect: 'manual', headers: { 'user-agent': 'Go-http-client/1.1' } })).status
  assert.deepEqual([await answer('login.example.com'), await answer('nobody.example.com')], [200, 403])
  const [, upstream] = /https:\/\/ \{\s+tls \{\s+on_demand\s+\}\s+reverse_proxy (\S+)\s+\}/.exec(filled) ?? []
  assert.equal(upstream, `127.0.0.1:${port}`)
})
