import assert from 'node:assert/strict'
import type { lookup } from 'node:dns'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { createAddressRules } from './address-rules.ts'
import { createSafeFetch, type SafeFetchErrorCode } from './safe-fetch.ts'

async function serve(t: TestContext, listener: RequestListener): Promise<{ port: number; requests: () => number }> {
  let requests = 0
  const server = createServer((req, res) => {
    requests++
    listener(req, res)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, requests: () => requests }
}

/** Names resolve to what the test says; one answer after the other. */
const resolving = (...answers: string[][]): typeof lookup => {
  let asked = 0
  return ((_name: string, _options: object, callback: (error: null, addresses: { address: string; family: number }[]) => void) => {
    const addresses = answers[Math.min(asked++, answers.length - 1)] ?? []
    callback(null, addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
  }) as typeof lookup
}

const fails = (code: SafeFetchErrorCode) => (error: { code?: string }) => {
  assert.equal(error.code, code)
  return true
}
const GET = { method: 'GET' } as const

describe('TR-01 addresses', () => {
  const { allows } = createAddressRules([])
  const inner = ['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '192.0.2.1', '::1', '::', 'fe80::1', 'fc00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '::a9fe:a9fe', '::7f00:1', '64:ff9b:1::a00:1', '4000::1']
  for (const address of inner) it(`${address} is refused`, () => assert.equal(allows('host', address), false))
  for (const address of ['93.184.216.34', '2606:4700::1111', '::ffff:93.184.216.34']) it(`${address} is allowed`, () => assert.equal(allows('host', address), true))

  it('inside an allowed network or of an allowed name are allowed, and no others', () => {
    const rules = createAddressRules(['10.1.0.0/16', 'hooks.internal'])
    assert.ok(rules.allows('x', '10.1.2.3') && rules.allows('hooks.internal', '192.168.0.1'))
    assert.ok(!rules.allows('x', '10.2.0.1') && !rules.allows('not.hooks.internal', '192.168.0.1'))
  })
})

describe('TR-01 TR-02 the outgoing client', () => {
  it('refuses inner addresses however they are written, before connecting', async (t) => {
    const { port, requests } = await serve(t, (_req, res) => res.end('inner'))
    const client = createSafeFetch({ allow: [] })
    t.after(() => client.close())
    for (const host of ['127.0.0.1', '0x7f.1', '2130706433', '127.1', '0177.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost']) {
      for (const scheme of ['http', 'https']) await assert.rejects(client.fetch(`${scheme}://${host}:${port}/`, GET), fails('AddressRefused'), host)
    }
    assert.equal(requests(), 0)
  })

  it('refuses a name when any of its addresses is an inner one', async (t) => {
    const client = createSafeFetch({ allow: [], resolve: resolving(['93.184.216.34', '127.0.0.1']) })
    t.after(() => client.close())
    await assert.rejects(client.fetch('https://mixed.example/', GET), fails('AddressRefused'))
  })

  it('connects to the address it checked, however the name resolves later', async (t) => {
    const { port, requests } = await serve(t, (_req, res) => res.end('allowed'))
    const client = createSafeFetch({ allow: ['127.0.0.1/32'], resolve: resolving(['127.0.0.1'], ['127.0.0.2']) })
    t.after(() => client.close())
    const answer = await client.fetch(`http://moving.example:${port}/`, GET)
    assert.deepEqual([answer.status, answer.body.toString(), requests()], [200, 'allowed', 1])
    const other = createSafeFetch({ allow: ['127.0.0.1/32'], resolve: resolving(['127.0.0.2']) })
    t.after(() => other.close())
    await assert.rejects(other.fetch(`http://moving.example:${port}/`, GET), fails('AddressRefused'))
  })

  it('does not follow redirects', async (t) => {
    const inner = await serve(t, (_req, res) => res.end('secret'))
    const { port } = await serve(t, (_req, res) => res.writeHead(302, { location: `http://127.0.0.1:${inner.port}/` }).end())
    const client = createSafeFetch({ allow: ['127.0.0.1/32'] })
    t.after(() => client.close())
    assert.equal((await client.fetch(`http://127.0.0.1:${port}/`, GET)).status, 302)
    assert.equal(inner.requests(), 0)
  })

  it('TR-03 TR-04 ends for an answer that is late or too large', async (t) => {
    const { port } = await serve(t, (req, res) => {
      if (req.url === '/late') return
      res.write('x'.repeat(600_000))
      if (req.url === '/large') res.end('x'.repeat(600_000))
    })
    const client = createSafeFetch({ allow: ['127.0.0.1/32'] })
    t.after(() => client.close())
    await assert.rejects(client.fetch(`http://127.0.0.1:${port}/late`, { method: 'GET', timeoutMs: 100 }), fails('TimedOut'))
    await assert.rejects(client.fetch(`http://127.0.0.1:${port}/half`, { method: 'GET', timeoutMs: 100 }), fails('TimedOut'))
    await assert.rejects(client.fetch(`http://127.0.0.1:${port}/large`, GET), fails('TooLarge'))
  })

  it('refuses other schemes and credentials, and names only the host when nobody is there', async (t) => {
    const client = createSafeFetch({ allow: ['127.0.0.1/32'] })
    t.after(() => client.close())
    for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'https://user:pass@example.com/', 'no url', 'javascript:alert(1)']) await assert.rejects(client.fetch(url, GET), fails('BadUrl'))
    const { port } = await serve(t, (req) => req.destroy())
    await assert.rejects(client.fetch(`http://127.0.0.1:${port}/path?token=secret`, GET), (error: Error) => fails('Unreachable')(error as never) && error.message === `127.0.0.1:${port} cannot be reached.`)
  })
})
