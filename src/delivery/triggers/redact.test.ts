import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redact, redactText, redactTexts } from './redact.ts'

test('what secrets\' keys hold is replaced, leaf by leaf, however the key is written', () => {
  const { value, secrets } = redact({
    request: {
      password: 'old house', clientMetadata: { 'api-secret': 's1', ResetToken: 't1', ip: '192.0.2.1' }, challengeAnswer: 123456,
      privateChallengeParameters: { answer: 'a1', hints: ['h1', null, ''] }, code: 'AYADeJ', userAttributes: { 'custom:pin_code': '0000', email: 'ada@example.com' },
    },
  })
  const redacted = '[redacted]'
  assert.deepEqual(value, {
    request: {
      password: redacted, clientMetadata: { 'api-secret': redacted, ResetToken: redacted, ip: '192.0.2.1' }, challengeAnswer: redacted,
      privateChallengeParameters: { answer: redacted, hints: [redacted, null, ''] }, code: redacted, userAttributes: { 'custom:pin_code': redacted, email: 'ada@example.com' },
    },
  })
  assert.deepEqual(secrets, ['old house', 's1', 't1', '123456', 'a1', 'h1', 'AYADeJ', '0000'])
})

test('members that only sound like secrets stay', () => {
  const harmless = {
    codeParameter: '{####}', answerCorrect: true, countryCode: 'AT', postal_code: '1010',
    claimsAndScopeOverrideDetails: { idTokenGeneration: { claimsToAddOrOverride: { team: 'blue' } }, accessTokenGeneration: { scopesToAdd: ['a/b'] } },
  }
  assert.deepEqual(redact(harmless).value, harmless)
})

test('the note of a challenge stays while it is a name, and goes when it may be the code', () => {
  const session = [{ challengeName: 'CUSTOM_CHALLENGE', challengeMetadata: 'CAPTCHA_CHALLENGE' }, { challengeMetadata: 'CODE-492817' }, { challengeMetadata: null }]
  assert.deepEqual(redact({ session }).value, { session: [session[0], { challengeMetadata: '[redacted]' }, session[2]] })
})

test('texts lose the secrets they quote, plainly or in JSON, and tokens', () => {
  const secret = 'says "yes"\n'
  assert.equal(redactText(`${JSON.stringify({ password: secret })} ${secret}; 12 is short`, [secret, '12']), '{"password":"[redacted]"} [redacted]; 12 is short')
  assert.equal(redactText('got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln!', []), 'got [redacted]!')
  assert.deepEqual(redactTexts({ a: ['hunter22', 7, null] }, ['hunter22']), { a: ['[redacted]', 7, null] })
})

test('what is left can be stored and is small', () => {
  assert.deepEqual(redact({ 'a\0': 'b\0\ud800' }).value, { 'a\ufffd': 'b\ufffd\ufffd' })
  assert.equal(String((redact({ text: 'x'.repeat(5000) }).value as { text: string }).text).length, 4097)
  assert.deepEqual(redact({ texts: Array.from({ length: 100 }, () => 'y'.repeat(1000)) }).value, { leftOut: '100311 characters' })
  assert.equal(redact(null).value, null)
})
