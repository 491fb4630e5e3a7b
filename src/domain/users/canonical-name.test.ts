import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { completeUserPoolSettings } from '#src/domain/user-pools/complete-user-pool-settings.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { canonicalEmail, canonicalIdentifier, canonicalPhoneNumber, canonicalUsername, contactKind } from './canonical-name.ts'

const pool = (settings: UserPoolSettingsInput = {}): UserPool => ({
  id: 'us-east-1_AbCdEfGhI', region: 'us-east-1', name: 'test', settings: completeUserPoolSettings({ UsernameConfiguration: { CaseSensitive: false }, ...settings }),
  version: 1, estimatedUsers: 0, createdAt: new Date(0), updatedAt: new Date(0),
})

test('AW-16 spellings that look the same are one user', () => {
  const one = canonicalUsername(pool(), 'kim')
  for (const spelling of ['kim', 'KIM', 'Kim', '\u212Aim', '\uFF4B\uFF49\uFF4D', '\u{1D424}im']) assert.equal(canonicalUsername(pool(), spelling), one, spelling)
  assert.equal(canonicalUsername(pool(), 'straße'), canonicalUsername(pool(), 'STRASSE'))
  assert.equal(canonicalUsername(pool(), 'σίσυφος'), canonicalUsername(pool(), 'ΣΊΣΥΦΟΣ'))
  assert.equal(canonicalUsername(pool(), 'é'), canonicalUsername(pool(), 'e\u0301'))
})

test('AW-16 invisible, controlling, broken, mixed and over-long names are refused', () => {
  const refused = [
    '', 'a\u200Bb', 'a\u202Eb', 'a\u2066b', 'a\0b', 'a\tb', 'a b', 'a\nb', 'a\u00A0b', 'a\uD800', '\uDC00a', 'a\u00ADb', 'a\u3164b', 'a\uFEFF',
    '\u0430dmin', 'p\u03B1ypal', 'x'.repeat(129), '\uFDFA',
  ]
  for (const name of refused) assert.equal(canonicalUsername(pool(), name), null, JSON.stringify(name))
  for (const name of ['x'.repeat(128), 'анна', 'ελένη', '山田', 'a.b-c_d+e', '🦄']) assert.notEqual(canonicalUsername(pool(), name), null, name)
})

test('a pool that tells cases apart does so, and still folds compatible forms', () => {
  const sensitive = pool({ UsernameConfiguration: { CaseSensitive: true } })
  assert.notEqual(canonicalUsername(sensitive, 'Ada'), canonicalUsername(sensitive, 'ada'))
  assert.equal(canonicalUsername(sensitive, '\uFF21da'), 'Ada')
})

test('a canonical name is its own canonical name', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
    const name = canonicalUsername(pool(), text)
    if (name !== null) assert.equal(canonicalUsername(pool(), name), name)
    const email = canonicalEmail(`${text}@example.com`)
    if (email !== null) assert.equal(canonicalEmail(email), email)
  }), { numRuns: 2000 })
})

test('e-mail addresses fold case and domain, and odd ones are refused', () => {
  assert.equal(canonicalEmail('Ada.Lovelace@Example.COM'), 'ada.lovelace@example.com')
  assert.equal(canonicalEmail('ada@BÜCHER.example'), 'ada@xn--bcher-kva.example')
  const refused = [
    'ada', 'ada@', '@example.com', 'ada@localhost', 'a@b@example.com', '"a b"@example.com', 'a b@example.com', 'a\r\nBcc: x@example.com',
    '.ada@example.com', 'ada.@example.com', 'a..b@example.com', 'ada@example..com', 'ada@-example.com', 'ada@[127.0.0.1]', 'ada@1.2.3.4', 'a,b@example.com',
    'a<b>@example.com', 'ada@exam\u200Bple.com', `${'x'.repeat(65)}@example.com`,
  ]
  for (const address of refused) assert.equal(canonicalEmail(address), null, JSON.stringify(address))
})

test('phone numbers become E.164', () => {
  assert.equal(canonicalPhoneNumber('+5215555555555'), '+5215555555555')
  assert.equal(canonicalPhoneNumber('+44 (0)20 7946 0018'), '+442079460018')
  assert.equal(canonicalPhoneNumber('+1-555-123-4567'), '+15551234567')
  for (const number of ['5551234', '+', '+0123456', '+1555abc', '+1234567890123456', '+15551234567;ext=1', '']) assert.equal(canonicalPhoneNumber(number), null, number)
})

test('a typed identifier means an address or number only where the pool signs in by one', () => {
  assert.equal(canonicalIdentifier(pool(), 'Ada@Example.com'), 'ada@example.com')
  const plain = pool({ UsernameConfiguration: { CaseSensitive: true } })
  assert.equal(canonicalIdentifier(plain, 'Ada@Example.com'), 'Ada@Example.com')
  const byMail = pool({ UsernameAttributes: ['email', 'phone_number'], UsernameConfiguration: { CaseSensitive: true } })
  assert.equal(canonicalIdentifier(byMail, 'Ada@Example.com'), 'ada@example.com')
  assert.equal(canonicalIdentifier(byMail, '+1 555 123 4567'), '+15551234567')
  assert.equal(contactKind('ada'), null)
  assert.equal(contactKind('+15551234567'), 'phone_number')
})
