import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDomainError } from '#src/domain/domain-error.ts'
import { completeSchema, withCustomAttributes } from './complete-schema.ts'
import { STANDARD_SCHEMA } from './standard-schema.ts'
import type { SchemaAttributeInput } from './schema-attribute.ts'

const refusal = (given: SchemaAttributeInput[]): string => {
  try {
    completeSchema(given)
  } catch (error) {
    assert.ok(isDomainError(error) && error.code === 'InvalidParameter')
    return error.message
  }
  throw new assert.AssertionError({ message: 'was not refused' })
}
const named = (given: SchemaAttributeInput[], name: string) => completeSchema(given).find(({ Name }) => Name === name)

test('the standard attributes come first, with bounds as strings', () => {
  assert.deepEqual(completeSchema([]), STANDARD_SCHEMA)
  assert.deepEqual(named([], 'birthdate')?.StringAttributeConstraints, { MinLength: '10', MaxLength: '10' })
  assert.equal(named([], 'sub')?.Mutable, false)
})

test('a standard attribute can be required or fixed, but keeps its type', () => {
  const email = named([{ Name: 'email', Required: true, Mutable: false }], 'email')
  assert.equal(email?.Required, true)
  assert.equal(email.Mutable, false)
  assert.deepEqual(email.StringAttributeConstraints, { MinLength: '0', MaxLength: '2048' })
  assert.match(refusal([{ Name: 'email', AttributeDataType: 'Number' }]), /can not change AttributeDataType/)
  assert.match(refusal([{ Name: 'name', DeveloperOnlyAttribute: true }]), /developerOnlyAttribute/)
})

test('a custom attribute gets its prefix, once', () => {
  assert.deepEqual(named([{ Name: 'team' }], 'custom:team'), {
    Name: 'custom:team', AttributeDataType: 'String', DeveloperOnlyAttribute: false, Mutable: true, Required: false, StringAttributeConstraints: {},
  })
  assert.equal(named([{ Name: 'custom:team' }], 'custom:team')?.Name, 'custom:team')
  assert.equal(named([{ Name: 'note', DeveloperOnlyAttribute: true }], 'dev:custom:note')?.DeveloperOnlyAttribute, true)
  assert.deepEqual(named([{ Name: 'age', AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '0' } }], 'custom:age')?.NumberAttributeConstraints, { MinValue: '0' })
})

test('custom attributes are refused as Cognito refuses them', () => {
  assert.match(refusal([{ Name: 'team', Required: true }]), /Required custom attributes are not supported/)
  assert.equal(refusal([{ Name: 'team' }, { Name: 'custom:team' }]), 'custom:team: Existing attribute already has name custom:team.')
  assert.match(refusal([{ Name: 'email' }, { Name: 'email' }]), /already has name email/)
  assert.match(refusal([{ Name: 'x'.repeat(21) }]), /length less than or equal to 20/)
  assert.match(refusal([{ Name: 'a:b' }]), /Invalid custom attribute name/)
  assert.match(refusal([{ Name: 'team', StringAttributeConstraints: { MinLength: '5', MaxLength: '4' } }]), /out of range/)
  assert.match(refusal([{ Name: 'team', StringAttributeConstraints: { MaxLength: '2049' } }]), /out of range/)
})

test('fifty custom attributes, not one more', () => {
  const fifty = Array.from({ length: 50 }, (_, n) => ({ Name: `a${n}` }))
  assert.equal(completeSchema(fifty).length, 70)
  assert.throws(() => withCustomAttributes(completeSchema(fifty), [{ Name: 'b' }]), { code: 'InvalidParameter' })
})
