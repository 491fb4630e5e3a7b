import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days } from '#src/contracts/duration.ts'
import type { TlsCertificate } from './certificate.ts'
import { chooseCertificate, endingSoon, speaksFor } from './choose-certificate.ts'

const now = new Date('2026-11-21T12:00:00Z')
const certificate = (id: string, from: number, until: number, names = ['login.example.com']): TlsCertificate =>
  ({ id, names, notBefore: new Date(now.getTime() + days(from)), notAfter: new Date(now.getTime() + days(until)), createdAt: now })

test('a certificate speaks for its names, and * for one label', () => {
  const both = { names: ['login.example.com', '*.id.example.com'] }
  for (const host of ['login.example.com', 'shop.id.example.com']) assert.ok(speaksFor(both, host), host)
  for (const host of ['example.com', 'x.login.example.com', 'id.example.com', 'a.b.id.example.com', 'xid.example.com']) assert.ok(!speaksFor(both, host), host)
})

test('the one that is good now and stays so longest is shown; one that is over rather than none', () => {
  const choose = (...list: TlsCertificate[]) => chooseCertificate(list, now)?.id ?? null
  assert.equal(choose(certificate('old', -90, 5), certificate('new', -1, 89)), 'new')
  assert.equal(choose(certificate('now', -9, 5), certificate('tomorrow', 1, 89), certificate('over', -90, -1)), 'now')
  assert.equal(choose(certificate('long over', -90, -9), certificate('over', -90, 0)), 'over')
  assert.equal(choose(), null)
})

test('operators hear of certificates that end within three weeks and have no successor', () => {
  const ending = (...list: TlsCertificate[]) => endingSoon(list, now).map(({ id }) => id)
  assert.deepEqual(ending(certificate('a', -9, 20), certificate('b', -9, 22), certificate('c', -9, -3, ['c.example.com'])), ['c'])
  assert.deepEqual(ending(certificate('a', -9, 20, ['a.example.com', 'b.example.com']), certificate('b', -9, 80, ['b.example.com'])), ['a'])
})
