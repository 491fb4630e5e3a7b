import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days, hours, minutes, seconds } from '#src/contracts/duration.ts'
import { aliasLabel, claimOf, type Evidence, judgeDomain } from './domain-proof.ts'
import type { UserPoolDomain } from './user-pool.ts'

const start = new Date('2026-11-21T12:00:00Z')
const after = (milliseconds: number): Date => new Date(start.getTime() + milliseconds)
const claim: UserPoolDomain = {
  domain: 'login.example.com', poolId: 'us-east-1_A', kind: 'custom', managedLoginVersion: 1, customDomainConfig: null,
  status: 'CREATING', createdAt: start, provedAt: null, checkAt: start, lostAt: null,
}
const live: UserPoolDomain = { ...claim, status: 'ACTIVE', provedAt: start }

test('what an owner says is about one pool and one domain', () => {
  const hosts = { aliasOf: (domain: Pick<UserPoolDomain, 'poolId' | 'domain'>) => `${aliasLabel(domain)}.id.example.org` }
  const { alias, ...others } = claimOf(hosts, claim)
  assert.deepEqual(others, { domain: 'login.example.com', recordName: '_poolhouse.login.example.com', text: 'pool=us-east-1_A', url: 'https://login.example.com/.well-known/poolhouse-domain' })
  assert.match(alias, /^d[0-9a-f]{24}\.id\.example\.org$/)
  const aliases = [claim, { ...claim, poolId: 'us-east-1_B' }, { ...claim, domain: 'login2.example.com' }, { poolId: 'us-east-1_A l', domain: 'ogin.example.com' }].map(aliasLabel)
  assert.equal(new Set(aliases).size, 4)
  assert.equal(aliasLabel(claim), aliasLabel({ ...claim }))
})

test('a claim goes live on its owner’s word alone, and fails after a week', () => {
  assert.deepEqual(judgeDomain(claim, 'found', after(5)), { domain: { ...claim, status: 'ACTIVE', provedAt: after(5), checkAt: after(5 + days(1)) }, change: 'proved' })
  for (const evidence of ['absent', 'unreachable'] as const) {
    assert.deepEqual(judgeDomain(claim, evidence, after(0)), { domain: { ...claim, checkAt: after(seconds(10)) }, change: null })
    assert.deepEqual(judgeDomain(claim, evidence, after(minutes(50))).domain.checkAt, after(minutes(55)))
    assert.deepEqual(judgeDomain(claim, evidence, after(days(6))).domain.checkAt, after(days(6) + minutes(10)))
    assert.deepEqual(judgeDomain(claim, evidence, after(days(7))), { domain: { ...claim, status: 'FAILED', checkAt: null }, change: 'failed' })
  }
  assert.equal(judgeDomain(claim, 'found', after(days(7))).change, 'proved')
})

test('a domain that answers goes on answering when the word is gone, and is marked once', () => {
  const told = (domain: UserPoolDomain, evidence: Evidence, at: number) => judgeDomain(domain, evidence, after(at))
  assert.deepEqual(told(live, 'found', 0), { domain: { ...live, checkAt: after(days(1)) }, change: null })
  assert.deepEqual(told(live, 'unreachable', 0), { domain: { ...live, checkAt: after(hours(1)) }, change: null })
  const lost = told(live, 'absent', 7)
  assert.deepEqual(lost, { domain: { ...live, lostAt: after(7), checkAt: after(7 + days(1)) }, change: 'lost' })
  assert.deepEqual(told(lost.domain, 'absent', 9), { domain: { ...lost.domain, checkAt: after(9 + days(1)) }, change: null })
  assert.deepEqual(told(lost.domain, 'unreachable', 9).domain.lostAt, after(7))
  assert.deepEqual(told(lost.domain, 'found', 9), { domain: { ...live, checkAt: after(9 + days(1)) }, change: 'found-again' })
})
