import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AcrLevel } from './acr.ts'
import type { AuthenticationMethod } from './challenge.ts'
import { factorsLeadingTo, type LevelStep, type Means, stepTowards } from './level-steps.ts'

const NOTHING: Means = { password: false, second: [], codes: [], passkey: false }
const password = { ask: 'password' } as const
const passkey = { ask: 'passkey' } as const

const CASES: readonly (readonly [AcrLevel, AuthenticationMethod[], Partial<Means>, LevelStep | 'reached' | null])[] = [
  [1, ['pwd'], {}, 'reached'],
  [1, ['email_otp'], { password: true }, 'reached'],
  [2, ['swk'], {}, 'reached'],
  [2, ['pwd'], {}, null],
  [2, ['pwd'], { second: ['SOFTWARE_TOKEN_MFA'] }, { ask: 'second', factors: ['SOFTWARE_TOKEN_MFA'] }],
  [2, ['pwd'], { codes: ['EMAIL_OTP'] }, { ask: 'code', code: 'EMAIL_OTP' }],
  [3, ['pwd'], { second: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'], passkey: true }, { ask: 'second', factors: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] }],
  [3, ['pwd'], { codes: ['SMS_OTP'], passkey: true }, { ask: 'code', code: 'SMS_OTP' }],
  [3, ['pwd'], { passkey: true }, passkey],
  [3, ['email_otp'], { password: true }, password],
  [3, ['email_otp'], { passkey: true, password: true }, passkey],
  [3, ['email_otp'], {}, null],
  [4, ['pwd'], { second: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'], passkey: true }, { ask: 'second', factors: ['SOFTWARE_TOKEN_MFA'] }],
  [4, ['pwd'], { second: ['SMS_MFA'], passkey: true, codes: ['EMAIL_OTP'] }, null],
  [4, ['pwd', 'sms', 'mfa'], { second: ['SOFTWARE_TOKEN_MFA'] }, { ask: 'second', factors: ['SOFTWARE_TOKEN_MFA'] }],
  [4, ['pwd', 'otp', 'mfa'], {}, 'reached'],
  [4, ['swk', 'mfa'], { password: true, second: ['SOFTWARE_TOKEN_MFA'] }, password],
  [4, ['swk', 'mfa'], { password: true, second: ['SMS_MFA'] }, null],
  [4, ['swk', 'mfa'], { second: ['SOFTWARE_TOKEN_MFA'] }, null],
]

test('what is asked next is what is missing, and nothing else', () => {
  for (const [level, amr, means, step] of CASES) {
    assert.deepEqual(stepTowards(level, amr, { ...NOTHING, ...means }), step, `${level} from ${amr.join('+')} by ${JSON.stringify(means)}`)
  }
})

test('a level narrows the first factors to those that can lead to it', () => {
  const all = ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const
  assert.deepEqual(factorsLeadingTo(undefined, all), all)
  assert.deepEqual(factorsLeadingTo([2], all), all)
  assert.deepEqual(factorsLeadingTo([4, 1], all), all, 'the easiest of them counts')
  assert.deepEqual(factorsLeadingTo([3], all), ['PASSWORD', 'PASSWORD_SRP', 'WEB_AUTHN'])
  assert.deepEqual(factorsLeadingTo([4, 3], ['EMAIL_OTP', 'WEB_AUTHN']), ['WEB_AUTHN'])
  assert.deepEqual(factorsLeadingTo([4], ['EMAIL_OTP']), ['EMAIL_OTP'], 'somebody must be asked for something')
})
