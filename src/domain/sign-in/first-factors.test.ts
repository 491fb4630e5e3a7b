import assert from 'node:assert/strict'
import { test } from 'node:test'
import { completeUserPoolSettings } from '#src/domain/user-pools/complete-user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { firstFactorsOf, pretendedFactors } from './first-factors.ts'

const pool = {
  settings: completeUserPoolSettings({
    AutoVerifiedAttributes: ['email'], Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] } },
    MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true },
  }),
} as unknown as UserPool

const flags = [true, false]
const users = flags.flatMap((srp) => flags.flatMap((hasPassword) => flags.flatMap((email) => flags.flatMap((phone) => flags.map((mfa) => ({
  credential: hasPassword ? { srp: srp ? { salt: 's', verifier: 'v' } : null } : null,
  attributes: { ...(email && { email: 'a@example.com', email_verified: 'true' }), ...(phone && { phone_number: '+1', phone_number_verified: 'true' }) },
  mfa: { enabled: mfa ? ['SOFTWARE_TOKEN_MFA'] : [], preferred: null },
} as unknown as User))))))

test('WA-08 no list of first factors tells that somebody is there: whatever a user is offered, some who are none are offered', () => {
  const looks = Array.from({ length: 64 }, (_, n) => Uint8Array.from([0, 1, 2, 3, 4, 5], (place) => ((n >> place) & 1) * 255))
  const pretended = new Set(looks.map((bytes) => pretendedFactors(pool, bytes, true).join()))
  for (const user of users) for (const passkey of flags) assert.ok(pretended.has(firstFactorsOf(pool, user, passkey).join()), firstFactorsOf(pool, user, passkey).join())
  assert.ok(pretended.size > 10)
})

test('somebody unknown is never offered what the pool does not take', () => {
  const plain = { settings: completeUserPoolSettings({}) } as unknown as UserPool
  for (const byte of [0, 255]) assert.deepEqual(pretendedFactors(plain, new Uint8Array(6).fill(byte), false).filter((factor) => !factor.startsWith('PASSWORD')), [])
})
