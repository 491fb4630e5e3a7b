import assert from 'node:assert/strict'
import { test } from 'node:test'
import { completeUserPoolSettings } from '#src/domain/user-pools/complete-user-pool-settings.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { MfaPreference } from '#src/domain/users/user.ts'
import type { SignInProgress } from '#src/domain/sign-in/sign-in-progress.ts'
import type { GateDeps } from './gate.ts'
import { secondFactor } from './second-factor.ts'

const sms = { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' } }

const ask = (settings: UserPoolSettingsInput, mfa: MfaPreference = { enabled: [], preferred: null }, more: Partial<SignInProgress> = {}) =>
  () => secondFactor({
    pool: { settings: completeUserPoolSettings(settings) }, user: { mfa, attributes: {} }, wire: 'hosted', amr: ['pwd'], deviceKey: null, ...more,
  } as unknown as SignInProgress, new Date(0), {} as GateDeps)

const own: MfaPreference = { enabled: ['SMS_MFA'], preferred: 'SMS_MFA' }

test('on no wire does anybody pass with a password alone where a second factor is demanded or switched on', async () => {
  for (const wire of ['hosted', 'api', 'admin'] as const) {
    assert.equal((await ask({ MfaConfiguration: 'ON', ...sms }, undefined, { wire })())?.challenge, 'MFA_SETUP', wire)
    await assert.rejects(async () => ask({ MfaConfiguration: 'OPTIONAL', ...sms }, own, { wire })(), { code: 'MFAMethodNotFound' }, `${wire}: a factor without its contact`)
    assert.equal(ask({ MfaConfiguration: 'OPTIONAL', ...sms }, undefined, { wire })(), null)
    assert.equal(ask({ MfaConfiguration: 'OFF' }, own, { wire })(), null, 'a factor of a pool that has switched them off')
  }
})

test('who has proven two factors, or needs one, passes without a question', () => {
  assert.equal(ask({ MfaConfiguration: 'ON', ...sms }, own, { wire: 'api', amr: ['pwd', 'otp', 'mfa'] })(), null)
  assert.equal(ask({ MfaConfiguration: 'OPTIONAL', ...sms }, undefined, { wire: 'api' })(), null)
})
