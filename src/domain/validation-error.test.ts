import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { integer, tags, text } from './constraint.ts'
import { isDomainError } from './domain-error.ts'
import { parseRequest, validationError } from './validation-error.ts'

const schema = z.object({
  UserPoolId: text({ min: 3, max: 5, pattern: '[a-z]+' }),
  Limit: integer(0, 60).exactOptional(),
  Flows: z.array(z.enum(['A', 'B'])).max(2).exactOptional(),
  Attributes: z.array(z.object({ Name: text({ max: 3 }) })).exactOptional(),
  Enabled: z.boolean().exactOptional(),
  Nested: z.object({ SMSMessage: text({ min: 6 }) }).exactOptional(),
  Tags: tags.exactOptional(),
})

const refusal = (input: unknown) => {
  try {
    parseRequest(schema, input)
  } catch (error) {
    assert.ok(isDomainError(error))
    assert.equal(error.code, 'InvalidParameter')
    return { message: error.message, reason: error.details.reason, field: error.details.field }
  }
  throw new assert.AssertionError({ message: 'was not refused' })
}
const constraint = (input: object): string => refusal({ UserPoolId: 'abc', ...input }).message.replace('1 validation error detected: ', '')

test('a missing member must not be null, in the words clients look for', () => {
  assert.deepEqual(refusal({}), {
    message: "1 validation error detected: Value at 'userPoolId' failed to satisfy constraint: Member must not be null", reason: undefined, field: 'userPoolId',
  })
})

test('several broken rules are counted and listed', () => {
  assert.equal(refusal({ UserPoolId: 'A', Limit: 61 }).message,
    "3 validation errors detected: Value at 'userPoolId' failed to satisfy constraint: Member must have length greater than or equal to 3; "
    + "Value at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+; "
    + "Value at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60")
})

test('of very many broken rules a hundred are told', () => {
  const { message } = refusal({ UserPoolId: 'abc', Attributes: Array.from({ length: 300 }, () => ({})) })
  assert.match(message, /^100 validation errors detected: /)
  assert.match(message, /'attributes\.100\.member\.name' failed to satisfy constraint: Member must not be null$/)
})

test('each kind of rule has its own wording', () => {
  assert.equal(constraint({ Limit: -1 }), "Value at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 0")
  assert.equal(constraint({ Limit: 1.5 }), "Value at 'limit' failed to satisfy constraint: Member must be an integer")
  assert.equal(constraint({ Flows: ['C', 'D'] }), "Value at 'flows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [A, B]]")
  assert.equal(constraint({ Flows: ['A', 'B', 'A'] }), "Value at 'flows' failed to satisfy constraint: Member must have length less than or equal to 2")
  assert.equal(constraint({ Attributes: [{ Name: 'abc' }, { Name: 'abcd' }] }), "Value at 'attributes.2.member.name' failed to satisfy constraint: Member must have length less than or equal to 3")
  assert.equal(constraint({ Nested: { SMSMessage: 'x' } }), "Value at 'nested.sMSMessage' failed to satisfy constraint: Member must have length greater than or equal to 6")
  assert.equal(constraint({ Tags: { ['k'.repeat(129)]: '' } }), "Value at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128]")
})

test('a value of another JSON type is unreadable, which the AWS protocol answers differently', () => {
  assert.deepEqual(refusal({ UserPoolId: 5 }), { message: 'NUMBER_VALUE can not be converted to a String', reason: 'unreadable', field: undefined })
  assert.equal(refusal({ UserPoolId: 'abc', Flows: 'A' }).message, 'Expected list or null')
  assert.equal(refusal({ UserPoolId: { equals: 'abc' } }).message, 'Start of structure or map found where not expected.')
  assert.equal(refusal({ UserPoolId: ['abc'] }).message, 'Start of list found where not expected')
  assert.equal(refusal({ UserPoolId: 'abc', Enabled: 'yes' }).message, 'STRING_VALUE can not be converted to a Boolean')
  assert.equal(refusal({ UserPoolId: true }).message, 'TRUE_VALUE can not be converted to a String')
})

test('null and undefined count as absent, at any depth', () => {
  assert.deepEqual(parseRequest(schema, { UserPoolId: 'abc', Limit: null, Enabled: undefined, Unknown: 1 }), { UserPoolId: 'abc' })
  assert.equal(refusal({ UserPoolId: 'abc', Nested: { SMSMessage: null } }).message,
    "1 validation error detected: Value at 'nested.sMSMessage' failed to satisfy constraint: Member must not be null")
})

test('keys that reach a prototype are refused in every map', () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const body = JSON.parse(`{"UserPoolId":"abc","Tags":{"${key}":"x"}}`) as unknown
    assert.match(refusal(body).message, /Value at 'tags'.*reserved words/)
  }
  assert.equal(({} as Record<string, unknown>)['x'], undefined)
})

test('NUL and lone surrogates are refused before they reach a store', () => {
  assert.match(constraint({ Attributes: [{ Name: 'a\0' }] }), /NUL/)
  assert.match(constraint({ Attributes: [{ Name: '\ud800' }] }), /NUL/)
})

test('a member that a strict schema does not know is named', () => {
  assert.throws(() => parseRequest(z.object({ Pools: z.array(z.strictObject({})) }), { Pools: [{ Naem: 1 }] }), {
    message: "1 validation error detected: Value at 'pools.1.member.naem' failed to satisfy constraint: Member must be known",
  })
})

test('a single rule can be reported by hand', () => {
  assert.equal(validationError('password', 'Member must not be null').message,
    "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null")
})
