import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseUserFilter } from './parse-user-filter.ts'

test('filters of the documented form', () => {
  assert.deepEqual(parseUserFilter('email = "ada@example.com"'), { attribute: 'email', match: 'equals', value: 'ada@example.com' })
  assert.deepEqual(parseUserFilter('given_name^="A"'), { attribute: 'given_name', match: 'starts-with', value: 'A' })
  assert.deepEqual(parseUserFilter('cognito:user_status = "CONFIRMED"'), { attribute: 'cognito:user_status', match: 'equals', value: 'CONFIRMED' })
  assert.deepEqual(parseUserFilter('family_name = "O\\"Neill \\\\ x"'), { attribute: 'family_name', match: 'equals', value: 'O"Neill \\ x' })
  assert.equal(parseUserFilter(''), null)
  assert.equal(parseUserFilter(undefined), null)
})

test('AW-14 injected filters are refused', () => {
  const hostile = [
    'email = "a" OR "1" = "1"', "email = 'a'", 'email == "a"', 'email = "a', 'email = a', '1=1', 'email = "a"; DROP TABLE users', 'custom:team = "x"',
    'password_hash = "x"', '__proto__ = "x"', 'email = "a\0"', 'email = "a\\n"', 'email = "a" --', `email = "${'x'.repeat(260)}"`, '*', 'email LIKE "%"', 'email = "\uD800"',
  ]
  for (const filter of hostile) assert.throws(() => parseUserFilter(filter), { code: 'InvalidParameter' }, filter)
})
