import assert from 'node:assert/strict'
import { it } from 'node:test'
import { digestToken } from './token-digest.ts'

it('digests a token by SHA-256 in base64url (FIPS 180-2 example "abc")', () => {
  assert.equal(digestToken('abc'), Buffer.from('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'hex').toString('base64url'))
  assert.notEqual(digestToken('abc'), digestToken('abd'))
})
