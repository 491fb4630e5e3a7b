import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fakeSaltFor, fakeSrpVerifierFor, fakeUserIdFor } from './fake-srp-credential.ts'
import { createKeyedHash } from './keyed-hash.ts'
import { systemRandom as random } from './random.ts'
import { beginServer, isAcceptablePublicValue } from './srp.ts'

const keyedHash = createKeyedHash(Buffer.alloc(32, 7))
const nobody = { poolId: 'us-east-1_abc', canonicalName: 'nobody' }

describe('fake SRP credential', () => {
  it('is stable for one name in one pool, and different for others', () => {
    for (const fake of [fakeSaltFor, fakeUserIdFor]) {
      assert.equal(fake(keyedHash, nobody), fake(keyedHash, { ...nobody }))
      const others = [{ ...nobody, canonicalName: 'nobody2' }, { ...nobody, poolId: 'us-east-1_abd' }]
      assert.equal(new Set([nobody, ...others].map((who) => fake(keyedHash, who))).size, 3)
      assert.notEqual(fake(createKeyedHash(Buffer.alloc(32, 8)), nobody), fake(keyedHash, nobody))
    }
  })

  it('looks like a real one', () => {
    assert.match(fakeSaltFor(keyedHash, nobody), /^[1-9a-f][0-9a-f]{0,31}$/)
    assert.match(fakeUserIdFor(keyedHash, nobody), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('runs the exchange', () => {
    const { saltHex, verifierHex } = fakeSrpVerifierFor(keyedHash, nobody)
    assert.equal(saltHex, fakeSaltFor(keyedHash, nobody))
    assert.equal(isAcceptablePublicValue(verifierHex), true)
    assert.equal(isAcceptablePublicValue(beginServer({ verifierHex, random }).BHex), true)
  })
})
