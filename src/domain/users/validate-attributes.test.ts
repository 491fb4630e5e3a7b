import assert from 'node:assert/strict'
import { test } from 'node:test'
import { completeUserPoolSettings } from '#src/domain/user-pools/complete-user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { makeTemporaryPassword, requirePasswordPolicy } from './password-credential.ts'
import { checkAttributes, requireRequiredAttributes } from './validate-attributes.ts'
import { systemRandom } from '#src/crypto/random.ts'

const pool: UserPool = {
  id: 'us-east-1_AbCdEfGhI', region: 'us-east-1', name: 'test', version: 1, estimatedUsers: 0, createdAt: new Date(0), updatedAt: new Date(0),
  settings: completeUserPoolSettings({
    Policies: { PasswordPolicy: { MinimumLength: 20, RequireLowercase: true, RequireNumbers: true, RequireSymbols: true, RequireUppercase: true } },
    Schema: [
      { Name: 'given_name', Required: true },
      { Name: 'team', AttributeDataType: 'String', Mutable: false, StringAttributeConstraints: { MinLength: '2', MaxLength: '5' } },
      { Name: 'age', AttributeDataType: 'Number', Mutable: true, NumberAttributeConstraints: { MinValue: '18', MaxValue: '99' } },
      { Name: 'member', AttributeDataType: 'Boolean', Mutable: true },
      { Name: 'note', AttributeDataType: 'String', Mutable: true, DeveloperOnlyAttribute: true },
    ],
  }),
}
const user = { kind: 'user', writable: new Set(['email', 'phone_number', 'given_name', 'custom:team', 'custom:age', 'custom:member']) } as const
const operator = { kind: 'operator' } as const

const refusal = (given: Record<string, string>, writer: typeof user | typeof operator = user, moment: 'create' | 'update' = 'create') => {
  try {
    checkAttributes(pool, { given, writer, moment })
  } catch (error) {
    return error as { code: string; message: string; details: { violations: { field: string; rule: string }[] } }
  }
  return null
}

test('each rule of the schema has its violation', () => {
  const cases: [Record<string, string>, string][] = [
    [{ email: 'nobody' }, 'email_format'], [{ phone_number: '555' }, 'phone_format'], [{ 'custom:team': 'x' }, 'too_short'],
    [{ 'custom:team': 'toolong' }, 'too_long'], [{ 'custom:age': '17' }, 'below_minimum'], [{ 'custom:age': '100' }, 'above_maximum'],
    [{ 'custom:age': '0x20' }, 'number_format'], [{ 'custom:member': 'yes' }, 'choice'], [{ given_name: 'a\0b' }, 'characters'],
    [{ given_name: 'x'.repeat(2049) }, 'too_long'], [{ given_name: '\uD800' }, 'characters'],
  ]
  for (const [given, rule] of cases) {
    const refused = refusal(given)
    assert.equal(refused?.code, 'InvalidParameter', rule)
    assert.deepEqual(refused?.details.violations.map((violation) => violation.rule), [rule])
  }
  assert.equal(refusal({ 'custom:team': 'dev', 'custom:age': '18', 'custom:member': 'true', email: 'ada@example.com' }), null)
})

test('the texts clients match on', () => {
  assert.equal(refusal({ email: 'nobody' })?.message, 'Invalid email address format.')
  assert.equal(refusal({ phone_number: '555' })?.message, 'Invalid phone number format.')
  assert.equal(refusal({ 'custom:team': 'dev' }, user, 'update')?.message, 'user.custom:team: Attribute cannot be updated.')
  assert.throws(() => requireRequiredAttributes(pool, {}), { message: 'Attributes did not conform to the schema: given_name: The attribute is required' })
})

test('AW-12 users write neither foreign, developer-only, reserved nor unknown attributes', () => {
  for (const name of ['custom:role', 'dev:custom:note', 'sub', 'email_verified', 'identities', 'cognito:groups', '__proto__', 'constructor']) {
    assert.equal(refusal(Object.fromEntries([[name, 'x']]))?.code, 'NotAuthorized', name)
  }
  for (const name of ['sub', 'custom:role', 'cognito:groups', 'identities']) assert.equal(refusal({ [name]: 'x' }, operator)?.code, 'InvalidParameter', name)
  assert.equal(refusal({ 'dev:custom:note': 'x', email_verified: 'true' }, operator), null)
})

test('numbers are stored as E.164', () => {
  assert.deepEqual(checkAttributes(pool, { given: { phone_number: '+1 (555) 123-4567' }, writer: user, moment: 'update' }), { phone_number: '+15551234567' })
})

test('generated passwords meet the policy and differ', () => {
  const passwords = Array.from({ length: 200 }, () => makeTemporaryPassword(pool, systemRandom))
  for (const password of passwords) requirePasswordPolicy(pool, password)
  assert.equal(new Set(passwords).size, 200)
})

test('CR-07 passwords beyond reason are refused without work, in Cognito\'s words where it has some', () => {
  assert.throws(() => requirePasswordPolicy(pool, 'short'), { code: 'InvalidPassword', message: 'Password did not conform with policy: Password not long enough' })
  for (const password of ['Aa1!'.repeat(76), 'Aa1!\0'.repeat(5), 'Aa1!'.repeat(250_000), `Aa1!${'\uD800'.repeat(20)}`]) {
    assert.throws(() => requirePasswordPolicy(pool, password), { code: 'InvalidPassword' })
  }
  requirePasswordPolicy(pool, 'Aa1!'.repeat(64))
})
