import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DomainClaim } from '#src/domain/user-pools/domain-proof.ts'
import { startDnsServer } from '#test/domains/dns-server.ts'
import { createDomainEvidence } from './domain-evidence.ts'
import { createSafeFetch, SafeFetchError, type SafeResponse } from './safe-fetch.ts'

const claim: DomainClaim = {
  domain: 'login.example.com', alias: 'd0123.id.example.org', recordName: '_poolhouse.login.example.com', text: 'pool=us-east-1_A', url: 'https://login.example.com/.well-known/poolhouse-domain',
}
const noServer = () => Promise.reject(new SafeFetchError('Unreachable', 'nobody there'))

test('each of three words is enough: alias, TXT record, file', async (t) => {
  const dns = await startDnsServer(t)
  const look = (fetch: () => Promise<SafeResponse> = noServer) => createDomainEvidence({ safeFetch: { fetch }, dnsServers: [dns.address] }).look(claim)
  const answer = (status: number, body: string, headers = {}) => () => Promise.resolve({ status, headers, body: Buffer.from(body) })
  assert.equal(await look(), 'absent')
  dns.set(claim.domain, 'CNAME', ['D0123.ID.example.org'])
  assert.equal(await look(), 'found')
  dns.set(claim.domain, 'CNAME', ['x.d0123.id.example.org'])
  dns.set(claim.recordName, 'TXT', ['something else', claim.text])
  assert.equal(await look(), 'found')
  dns.set(claim.recordName, 'TXT', [` ${claim.text}`, `${claim.text}x`, claim.text.toUpperCase()])
  assert.equal(await look(), 'absent')
  assert.equal(await look(answer(200, `${claim.text}\n`)), 'found')
  for (const other of [answer(404, claim.text), answer(302, claim.text, { location: '/elsewhere' }), answer(200, `<p>${claim.text}</p>`), answer(200, ''), answer(200, `${claim.text}\n${claim.text}`)]) assert.equal(await look(other), 'absent')
  dns.break(true)
  assert.equal(await look(), 'unreachable')
  assert.equal(await look(answer(200, claim.text)), 'found', 'a name server that fails takes nothing away')
})

test('a domain that leads inside is not asked, and a failure that is no answer is not hidden', async (t) => {
  const dns = await startDnsServer(t)
  const inside = ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1']
  for (const address of inside) {
    const resolve = ((_name: string, _options: unknown, done: (error: null, addresses: { address: string; family: number }[]) => void) => done(null, [{ address, family: address.includes(':') ? 6 : 4 }])) as never
    const safeFetch = createSafeFetch({ allow: [], resolve })
    const codes: unknown[] = []
    const telling = { fetch: (...given: Parameters<typeof safeFetch.fetch>) => safeFetch.fetch(...given).catch((error: SafeFetchError) => { codes.push(error.code); throw error }) }
    assert.equal(await createDomainEvidence({ safeFetch: telling, dnsServers: [dns.address] }).look(claim), 'absent')
    assert.deepEqual(codes, ['AddressRefused'], address)
    await safeFetch.close()
  }
  const broken = createDomainEvidence({ safeFetch: { fetch: () => Promise.reject(new TypeError('a mistake')) }, dnsServers: [dns.address] })
  await assert.rejects(broken.look(claim), TypeError)
})
