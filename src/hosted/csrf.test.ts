import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createKeyedHash } from '#src/crypto/keyed-hash.ts'
import { systemRandom } from '#src/crypto/random.ts'
import { csrfToken, isCsrfToken } from './csrf.ts'

const deps = { keyedHash: createKeyedHash(systemRandom.bytes(32)), random: systemRandom }

test('a token is good for its subject only, and never the same twice', () => {
  const token = csrfToken(deps, 'flow-a')
  assert.ok(isCsrfToken(deps, 'flow-a', token))
  assert.ok(!isCsrfToken(deps, 'flow-b', token))
  assert.notEqual(csrfToken(deps, 'flow-a'), token)
})

test('HP-09 altered and foreign tokens are refused', () => {
  const token = csrfToken(deps, 'flow-a')
  const stranger = csrfToken({ ...deps, keyedHash: createKeyedHash(systemRandom.bytes(32)) }, 'flow-a')
  for (const bad of ['', '.', token.slice(0, -1), `x${token}`, token.replace('.', ''), stranger]) assert.ok(!isCsrfToken(deps, 'flow-a', bad), bad)
})
