import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createKeyedHash } from '#src/crypto/keyed-hash.ts'
import { readRequest, signRequest } from './signed-request.ts'

const keyedHash = createKeyedHash(Buffer.alloc(32, 1))

test('a signed request reads back in its pool, and nowhere else', () => {
  const params = { client_id: 'c', state: 'a&b=ü 😀', scope: 'openid email' }
  const signed = signRequest(keyedHash, 'pool_a', params)
  assert.deepEqual(Object.fromEntries(new URLSearchParams(readRequest(keyedHash, 'pool_a', signed) ?? '')), params)
  assert.match(signed, /^[\w-]+\.[\w-]+$/, 'fits into an address as it is')
  assert.equal(readRequest(keyedHash, 'pool_b', signed), null)
  assert.equal(readRequest(createKeyedHash(Buffer.alloc(32, 2)), 'pool_a', signed), null)
  const [text = '', signature = ''] = signed.split('.')
  for (const forged of ['', '.', text, `${text}.`, `.${signature}`, `${text}x.${signature}`, `${text}.${signature}x`, `${signed}.x`, `${Buffer.from('client_id=evil').toString('base64url')}.${signature}`]) {
    assert.equal(readRequest(keyedHash, 'pool_a', forged), null, forged)
  }
})
