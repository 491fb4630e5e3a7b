import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { calculateJwkThumbprint } from 'jose'
import { generateSigningKey, loadSigningKey } from './signing-key.ts'

describe('signing key', () => {
  it('is an RSA-2048 key named by its RFC 7638 thumbprint', async () => {
    const material = await generateSigningKey()
    const key = loadSigningKey(material)
    assert.equal(key.publicKey.asymmetricKeyDetails?.modulusLength, 2048)
    assert.equal(key.privateKey.type, 'private')
    assert.equal(material.kid, await calculateJwkThumbprint(material.publicJwk, 'sha256'))
  })

  it('publishes the public half only', async () => {
    const { publicJwk } = await generateSigningKey()
    assert.deepEqual(Object.keys(publicJwk).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use'])
  })

  it('has a header of kid and alg only, in that order', async () => {
    const key = loadSigningKey(await generateSigningKey())
    assert.equal(Buffer.from(key.headerSegment, 'base64url').toString(), `{"kid":"${key.kid}","alg":"RS256"}`)
  })

  it('refuses material whose halves do not belong together', async () => {
    const [one, other] = await Promise.all([generateSigningKey(), generateSigningKey()])
    assert.throws(() => loadSigningKey({ ...one, publicJwk: other.publicJwk }), /does not belong/)
    assert.throws(() => loadSigningKey({ ...one, kid: other.kid }), /does not belong/)
  })

  it('refuses a key that is too small or no RSA key', async () => {
    const material = await generateSigningKey()
    const pemOf = (pair: ReturnType<typeof generateKeyPairSync>) => pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const small = pemOf(generateKeyPairSync('rsa', { modulusLength: 1024 }))
    const elliptic = pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }))
    assert.throws(() => loadSigningKey({ ...material, privateKeyPem: small }), /2048/)
    assert.throws(() => loadSigningKey({ ...material, privateKeyPem: elliptic }), /RSA/)
  })
})
