import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeStrictBase64url } from './strict-base64url.ts'

describe('decodeStrictBase64url', () => {
  it('decodes the canonical form', () => {
    assert.deepEqual(decodeStrictBase64url('-_8'), Buffer.from([0xfb, 0xff]))
    assert.deepEqual(decodeStrictBase64url(''), Buffer.alloc(0))
  })

  it('refuses padding, the other alphabet, spaces, unused bits and a lone character', () => {
    for (const text of ['-_8=', '+/8', '-_ 8', '-_8\n', '-_9', 'A', '-_8A!', '-_8.']) assert.equal(decodeStrictBase64url(text), undefined, text)
  })
})
