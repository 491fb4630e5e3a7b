import assert from 'node:assert/strict'
import { test } from 'node:test'
import { completeUserPoolSettings } from '#src/domain/user-pools/complete-user-pool-settings.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { type AcrLevel, acrNames, acrOf, levelOf, namedLevels, withCombination } from './acr.ts'
import type { AuthenticationMethod } from './challenge.ts'

const poolOf = (settings: UserPoolSettingsInput = {}) => ({ settings: completeUserPoolSettings(settings) })

const LEVELS: readonly (readonly [string, AcrLevel | null])[] = [
  ['', null],
  ['mfa', null],
  ['fed', null],
  ['otp', null],
  ['pwd', 1],
  ['pwd mfa', 1],
  ['sms', 2],
  ['email_otp', 2],
  ['email_otp sms mfa', 2],
  ['email_otp otp mfa', 2],
  ['swk', 3],
  ['hwk mfa', 3],
  ['swk otp mfa', 3],
  ['pwd sms mfa', 3],
  ['pwd email_otp mfa', 3],
  ['pwd swk mfa', 3],
  ['pwd otp mfa', 4],
  ['pwd otp', 4],
  ['pwd sms otp mfa', 4],
  ['swk pwd otp mfa', 4],
]

test('the level is the highest that the proven factors reach, in whatever order', () => {
  for (const [amr, level] of LEVELS) {
    const methods = amr.split(' ').filter(Boolean)
    assert.equal(levelOf(methods), level, amr)
    assert.equal(levelOf(methods.toReversed()), level, amr)
  }
})

test('another proof never lowers the level', () => {
  const methods: AuthenticationMethod[] = ['pwd', 'otp', 'sms', 'email_otp', 'swk', 'hwk', 'mfa', 'fed']
  for (const [amr, level] of LEVELS) {
    for (const method of methods) assert.ok((levelOf([...amr.split(' '), method]) ?? 0) >= (level ?? 0), `${amr} + ${method}`)
  }
})

test('levels have the names that the pool gives them, and the default ones otherwise', () => {
  const pool = poolOf({ AcrConfiguration: { Level2: { AcrValue: 'urn:example:two' }, Level4: { AcrValue: 'https://example.com/4' } } })
  assert.deepEqual(acrNames(pool), { 1: 'urn:cognito:loa:1', 2: 'urn:example:two', 3: 'urn:cognito:loa:3', 4: 'https://example.com/4' })
  assert.equal(acrOf(pool, ['pwd', 'otp']), 'https://example.com/4')
  assert.equal(acrOf(pool, ['pwd']), 'urn:cognito:loa:1')
  assert.equal(acrOf(pool, []), null)
  assert.equal(acrOf(poolOf({ UserPoolTier: 'LITE' }), ['pwd']), null)
})

test('a list of names is read in its order, without what is no level', () => {
  const pool = poolOf({ AcrConfiguration: { Level2: { AcrValue: 'two' } } })
  assert.deepEqual(namedLevels(pool, 'urn:cognito:loa:4 two  urn:cognito:loa:4'), [4, 2])
  assert.deepEqual(namedLevels(pool, 'urn:cognito:loa:2 0 URN:COGNITO:LOA:1'), [], 'the default name of a renamed level is none')
  assert.deepEqual(namedLevels(pool, undefined), [])
  assert.deepEqual(namedLevels(poolOf({ UserPoolTier: 'LITE' }), 'urn:cognito:loa:1'), [])
})

test('two factors are a combination, and one is none', () => {
  const given: readonly (readonly [AuthenticationMethod[], AuthenticationMethod[]])[] = [
    [[], []], [['pwd'], ['pwd']], [['email_otp'], ['email_otp']], [['swk', 'hwk'], ['swk', 'hwk']],
    [['pwd', 'email_otp'], ['pwd', 'email_otp', 'mfa']], [['pwd', 'swk'], ['pwd', 'swk', 'mfa']], [['sms', 'email_otp'], ['sms', 'email_otp', 'mfa']],
    [['pwd', 'otp', 'mfa'], ['pwd', 'otp', 'mfa']], [['swk', 'mfa'], ['swk', 'mfa']],
  ]
  for (const [amr, combined] of given) assert.deepEqual(withCombination(amr), combined)
})
