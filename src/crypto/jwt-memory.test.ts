import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { createJwtMemory, type VerifyRemembering } from './jwt-memory.ts'
import { signJwtSync, type VerifyKey } from './jwt.ts'
import { generateSigningKey, loadSigningKey, type SigningKey, type SigningKeyMaterial } from './signing-key.ts'

const issuer = 'https://auth.example.com/pool'
const options = { issuer, now: 1000 }

/** Keys by `kid` that count how often one of them was used: a remembered signature uses none. */
function countingKeys(...keys: SigningKey[]): { keys: ReadonlyMap<string, VerifyKey>; uses(): number } {
  let uses = 0
  const counting = keys.map(({ kid, publicKey }): [string, VerifyKey] => [kid, { get publicKey() { uses++; return publicKey } }])
  return { keys: new Map(counting), uses: () => uses }
}

describe('a remembered signature', () => {
  let material: SigningKeyMaterial
  let key: SigningKey
  let verify: VerifyRemembering
  const tokenOf = (claims: object = {}) => signJwtSync({ iss: issuer, exp: 2000, cnf: { jkt: 'j' }, ...claims }, key)
  before(async () => {
    material = await generateSigningKey()
    key = loadSigningKey(material)
    verify = createJwtMemory({ max: 2 })
  })

  it('is computed once, and says the same afterwards', () => {
    const { keys, uses } = countingKeys(key)
    const token = tokenOf()
    const first = verify(token, keys, options)
    assert.equal(first.kind, 'valid')
    assert.deepEqual(verify(token, keys, options), first)
    assert.equal(uses(), 1)
  })

  it('never outlives the token, and counts for no other issuer, type or time', () => {
    const { keys } = countingKeys(key)
    const token = tokenOf({ nbf: 900 })
    assert.equal(verify(token, keys, options).kind, 'valid')
    assert.equal(verify(token, keys, { issuer, now: 1999 }).kind, 'valid')
    assert.equal(verify(token, keys, { issuer, now: 2000 }).kind, 'expired')
    assert.equal(verify(token, keys, { issuer, now: 899 }).kind, 'invalid')
    assert.equal(verify(token, keys, { issuer: `${issuer}2`, now: 1000 }).kind, 'invalid')
    assert.equal(verify(token, keys, { ...options, typ: 'at+jwt' }).kind, 'invalid')
  })

  it('ends with its key: withdrawn, or replaced under its name', async () => {
    const { keys } = countingKeys(key)
    const token = tokenOf()
    assert.equal(verify(token, keys, options).kind, 'valid')
    assert.equal(verify(token, new Map(), options).kind, 'invalid')
    const other = loadSigningKey(await generateSigningKey())
    assert.equal(verify(token, keys, options).kind, 'valid')
    assert.equal(verify(token, new Map([[key.kid, other]]), options).kind, 'invalid')
    // The same key loaded anew, as after any change of the pool, is computed with anew.
    const reloaded = countingKeys(loadSigningKey(material))
    assert.equal(verify(token, reloaded.keys, options).kind, 'valid')
    assert.equal(reloaded.uses(), 1)
  })

  it('is of these bytes alone', () => {
    const { keys, uses } = countingKeys(key)
    const token = tokenOf()
    assert.equal(verify(token, keys, options).kind, 'valid')
    const [head, , signature] = token.split('.')
    const body = Buffer.from(JSON.stringify({ iss: issuer, exp: 9999 })).toString('base64url')
    for (const forged of [`${head}.${body}.${signature}`, `${token}A`, token.slice(0, -1), `${token}=`]) {
      assert.equal(verify(forged, keys, options).kind, 'invalid')
      assert.equal(verify(forged, keys, options).kind, 'invalid', 'nothing bad is remembered as good')
    }
    assert.ok(uses() > 2)
  })

  it('cannot be changed by one reader for the next, and leaves when others come', () => {
    const { keys, uses } = countingKeys(key)
    const token = tokenOf()
    const first = verify(token, keys, options)
    assert.ok(first.kind === 'valid')
    assert.throws(() => { first.payload.exp = 9999 }, TypeError)
    assert.throws(() => { (first.payload.cnf as { jkt: string }).jkt = 'other' }, TypeError)
    for (const jti of ['a', 'b']) verify(tokenOf({ jti }), keys, options)
    const before = uses()
    verify(token, keys, options)
    assert.equal(uses(), before + 1)
  })
})
