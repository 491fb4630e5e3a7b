import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeBase32, encodeBase32 } from './base32.ts'

test('texts are those of RFC 4648 §10 without padding, and read back', () => {
  const vectors: [string, string][] = [['', ''], ['f', 'MY'], ['fo', 'MZXQ'], ['foo', 'MZXW6'], ['foob', 'MZXW6YQ'], ['fooba', 'MZXW6YTB'], ['foobar', 'MZXW6YTBOI']]
  for (const [plain, text] of vectors) {
    assert.equal(encodeBase32(Buffer.from(plain)), text)
    assert.equal(decodeBase32(text).toString(), plain)
  }
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, n) => n))
  assert.deepEqual(decodeBase32(encodeBase32(bytes)), bytes)
})

test('what is no base32 is refused', () => {
  for (const text of ['mzxw6', 'MZXW6===', 'MZXW0', 'MZ XW']) assert.throws(() => decodeBase32(text), RangeError)
})
