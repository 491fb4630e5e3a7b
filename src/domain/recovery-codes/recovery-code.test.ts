import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemRandom } from '#src/crypto/random.ts'
import { createKeyedHash } from '#src/crypto/keyed-hash.ts'
import { drawRecoveryCode, hashRecoveryCode, readRecoveryCode } from './recovery-code.ts'

test('a recovery code is two groups of five out of 32 characters, and is read back as it was drawn', () => {
  const seen = new Set<string>()
  for (let n = 0; n < 500; n++) {
    const code = drawRecoveryCode(systemRandom)
    assert.match(code, /^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/)
    assert.equal(readRecoveryCode(code), code)
    for (const letter of code) seen.add(letter)
  }
  assert.equal(seen.size, 33, 'every character of the alphabet, and the hyphen')
})

test('a recovery code is understood as people type it, and nothing else is', () => {
  for (const typed of ['7k2md-x09pq', '7K2MD-X09PQ', ' 7k2md x09pq ', '7k2mdx09pq', '7k2md\u2013xo9pq', '7k2md-xO9pq', '\uff17k2md-x09pq']) {
    assert.equal(readRecoveryCode(typed), '7k2md-x09pq', typed)
  }
  assert.equal(readRecoveryCode('lIiL1-00oO0'), '11111-00000')
  for (const typed of ['', '7k2md-x09p', '7k2md-x09pqq', '7k2md-x09pu', '7k2md_x09pq', 'é'.repeat(10), '0'.repeat(65)]) assert.equal(readRecoveryCode(typed), null, typed)
})

test('the stored form of a code belongs to one user of one pool', () => {
  const keyedHash = createKeyedHash(Buffer.alloc(32, 1))
  const owners = [{ id: 'a', poolId: 'p' }, { id: 'b', poolId: 'p' }, { id: 'a', poolId: 'q' }]
  assert.equal(new Set(owners.map((owner) => hashRecoveryCode(keyedHash, owner, '7k2md-x09pq'))).size, 3)
})
