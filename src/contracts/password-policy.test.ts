import assert from 'node:assert/strict'
import { test } from 'node:test'
import { announcedRules, checkPassword, isPasswordAcceptable, passwordRulesAttribute, type PasswordPolicy } from './password-policy.ts'

const strict: PasswordPolicy = { minimumLength: 8, requireUppercase: true, requireLowercase: true, requireNumbers: true, requireSymbols: true }
const lax: PasswordPolicy = { minimumLength: 6, requireUppercase: false, requireLowercase: false, requireNumbers: false, requireSymbols: false }

const unmet = (policy: PasswordPolicy, password: string) => checkPassword(policy, password).filter((result) => !result.met).map((result) => result.rule)

test('each rule of the default policy is checked by itself', () => {
  assert.deepEqual(unmet(strict, 'Abcdef1!'), [])
  assert.deepEqual(unmet(strict, 'Abcde1!'), ['length'])
  assert.deepEqual(unmet(strict, 'ABCDEF1!'), ['lowercase'])
  assert.deepEqual(unmet(strict, 'abcdef1!'), ['uppercase'])
  assert.deepEqual(unmet(strict, 'Abcdefg!'), ['number'])
  assert.deepEqual(unmet(strict, 'Abcdefg1'), ['symbol'])
})

test('every symbol of the list counts', () => {
  for (const symbol of '^$*.[]{}()?-"!@#%&/\\,><\':;|_~`+=') assert.deepEqual(unmet(strict, `Abcdef1${symbol}`), [], symbol)
})

test('an inner space is a symbol; a leading or trailing one is refused', () => {
  assert.deepEqual(unmet(strict, 'Abcd efg1'), [])
  assert.deepEqual(unmet(strict, 'Abcdefg1 '), ['symbol', 'edge-space'])
  assert.deepEqual(unmet(lax, ' abcdef'), ['edge-space'])
})

test('only letters of the basic Latin alphabet count as upper and lower case', () => {
  assert.deepEqual(unmet(strict, 'ÄÖÜäöü1!x'), ['uppercase'])
})

test('length counts code points, and stops at 256', () => {
  assert.equal(isPasswordAcceptable(lax, '🔑🔑🔑🔑🔑🔑'), true)
  assert.equal(isPasswordAcceptable(lax, '🔑🔑🔑'), false)
  assert.equal(isPasswordAcceptable(lax, 'x'.repeat(256)), true)
  assert.deepEqual(unmet(lax, 'x'.repeat(257)), ['maximum'])
})

test('what is announced and what managers are told follows the policy', () => {
  assert.deepEqual(announcedRules(lax), ['length'])
  assert.deepEqual(announcedRules(strict), ['length', 'lowercase', 'uppercase', 'number', 'symbol'])
  assert.equal(passwordRulesAttribute(lax), 'minlength: 6; maxlength: 256;')
  assert.equal(
    passwordRulesAttribute(strict),
    'minlength: 8; maxlength: 256; required: lower; required: upper; required: digit; required: [-!#$%&()*+,./:;=?@^_~];',
  )
})
