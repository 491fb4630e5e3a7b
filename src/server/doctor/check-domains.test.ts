import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days } from '#src/contracts/duration.ts'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import { checkDomains } from './check-domains.ts'

const now = new Date('2026-11-21T12:00:00Z')
const config = { publicUrl: 'https://id.example.org', authDomain: 'id.example.org', domainProof: 'required', httpsPort: null } as const
const live: UserPoolDomain = {
  domain: 'login.example.com', poolId: 'us-east-1_A', kind: 'custom', managedLoginVersion: 1, customDomainConfig: null, status: 'ACTIVE', createdAt: now, provedAt: now, checkAt: now, lostAt: null,
}
const certificate = (names: string[], until: number) => ({ id: names.join(), names, notBefore: now, notAfter: new Date(now.getTime() + days(until)), createdAt: now })

test('the doctor tells of domains that wait, waited in vain, or lost their owner’s word', () => {
  const kindsOf = (change: Partial<UserPoolDomain>) => checkDomains(config, { domains: [{ ...live, ...change }], certificates: [] }, now).map(({ kind, sentence }) => [kind, sentence])
  assert.deepEqual(kindsOf({}), [])
  assert.match(String(kindsOf({ status: 'CREATING' })), /^note,The domain login\.example\.com needs a CNAME record to d[0-9a-f]{24}\.id\.example\.org, or _poolhouse\.login\.example\.com the TXT record "pool=us-east-1_A"\.$/)
  assert.match(String(kindsOf({ status: 'FAILED' })), /^problem,.*has not said in a week/)
  assert.match(String(kindsOf({ lostAt: now })), /^problem,.*is gone since 2026-11-21/)
})

test('the doctor tells of certificates that end or are missing, where this server shows them', () => {
  const told = (...certificates: ReturnType<typeof certificate>[]) => checkDomains({ ...config, httpsPort: 8443 }, { domains: [live, { ...live, domain: 'waiting.example.com', status: 'CREATING' }], certificates }, now)
    .flatMap(({ kind, sentence }) => (kind === 'note' ? [] : [sentence]))
  assert.deepEqual(told(), ['Nobody brought a certificate for id.example.org.', 'Nobody brought a certificate for login.example.com.'])
  assert.deepEqual(told(certificate(['id.example.org', 'login.example.com'], 60)), ['Every host has a certificate that does not end soon.'])
  assert.deepEqual(told(certificate(['id.example.org'], 20), certificate(['*.example.com'], -1)), ['The certificate for id.example.org is good until 2026-12-11.', 'The certificate for *.example.com was good until 2026-11-20.'])
})
