import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkIdToken } from './check-id-token.ts'

const expected = { issuer: 'https://idp.example.com/pool', clientId: 'client', now: 1000 }
const good = { iss: expected.issuer, aud: 'client', exp: 1001, sub: 'user' }
const token = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`

test('a token for this client from this issuer names its subject', () => {
  assert.equal(checkIdToken(token(good), expected), 'user')
  assert.equal(checkIdToken(token({ ...good, aud: ['other', 'client'] }), expected), 'user')
})

test('any other token is refused, and the reason names the claim', () => {
  const wrong = { iss: 'https://evil.example.com', aud: 'other', exp: 1000, sub: '' }
  for (const [claim, value] of Object.entries(wrong)) {
    assert.throws(() => checkIdToken(token({ ...good, [claim]: value }), expected), { reason: 'AuthInvalidIdToken', status: 561, message: `AuthInvalidIdToken: ${claim}` })
  }
  assert.throws(() => checkIdToken('opaque', expected), { reason: 'AuthInvalidIdToken' })
})
