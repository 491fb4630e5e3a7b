import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeToken } from './decode-token.ts'

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

test('a signed token is taken apart, whatever alphabet its claims are written in', () => {
  const token = `${encode({ alg: 'RS256', kid: 'k' })}.${encode({ sub: 'a', name: 'Zoë ✓' })}.c2ln`
  assert.deepEqual(decodeToken(token), { header: { alg: 'RS256', kid: 'k' }, claims: { sub: 'a', name: 'Zoë ✓' } })
})

test('what is no signed token is not shown', () => {
  for (const text of ['', 'opaque', 'a.b', 'a.b.c', `${encode({})}.%%%.x`]) assert.equal(decodeToken(text), undefined, text)
})
