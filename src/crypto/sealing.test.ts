import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createSealer, deriveKey, masterKeyId } from './sealing.ts'

const oldKey = Buffer.alloc(32, 1)
const newKey = Buffer.alloc(32, 2)
const old = { id: masterKeyId(oldKey), key: oldKey }
const current = { id: masterKeyId(newKey), key: newKey }
const broken = { code: 'SealBroken' }

describe('sealing', () => {
  const sealer = createSealer({ current })

  it('opens what it sealed, text and bytes', () => {
    for (const text of ['', 'seed', '𝔘nicode', 'x'.repeat(100_000)]) {
      assert.equal(sealer.open(sealer.seal(text, 'totp:user-1'), 'totp:user-1').toString('utf8'), text)
    }
    const bytes = Buffer.from([0, 255, 128, 0])
    assert.deepEqual(sealer.open(sealer.seal(bytes, 'raw'), 'raw'), bytes)
  })

  it('shows neither the plaintext nor that two plaintexts are equal', () => {
    const first = sealer.seal('same secret', 'c')
    assert.notEqual(first, sealer.seal('same secret', 'c'))
    assert.ok(!Buffer.from(first.split('.')[2] ?? '', 'base64url').includes('same secret'))
  })

  it('opens only in the context it was sealed for', () => {
    const sealed = sealer.seal('seed', 'totp:user-1')
    for (const context of ['totp:user-2', 'srp:user-1', '', 'totp:user-1 ']) assert.throws(() => sealer.open(sealed, context), broken)
  })

  it('notices a change of any character', () => {
    const sealed = sealer.seal('seed', 'c')
    for (let at = 0; at < sealed.length; at++) {
      const altered = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      assert.throws(() => sealer.open(altered, 'c'), broken, `character ${at}`)
    }
  })

  it('refuses what is not a sealed text', () => {
    const sealed = sealer.seal('seed', 'c')
    const [version, keyId, body] = sealed.split('.')
    const wrong = ['', '.', '..', 'v1', `v2.${keyId}.${body}`, `${version}.${keyId}`, `${version}..${body}`, `${sealed}=`, `${sealed}.`, ` ${sealed}`, `${sealed}A`]
    for (const text of [...wrong, sealed.slice(0, -1), `${version}.${keyId}.${(body ?? '').slice(0, 20)}`]) {
      assert.throws(() => sealer.open(text, 'c'), broken, text)
    }
    assert.throws(() => sealer.keyIdOf('nonsense'), broken)
    assert.throws(() => sealer.needsReseal('nonsense'), broken)
  })

  it('opens old texts while the old key is known, and says they need sealing again', () => {
    const sealedBefore = createSealer({ current: old }).seal('seed', 'c')
    const rotating = createSealer({ current, previous: [old] })
    assert.equal(rotating.open(sealedBefore, 'c').toString(), 'seed')
    assert.equal(rotating.keyIdOf(sealedBefore), old.id)
    assert.equal(rotating.needsReseal(sealedBefore), true)
    const sealedAgain = rotating.seal('seed', 'c')
    assert.equal(rotating.needsReseal(sealedAgain), false)
    assert.equal(rotating.keyIdOf(sealedAgain), current.id)
    assert.equal(sealer.open(sealedAgain, 'c').toString(), 'seed')
    assert.throws(() => sealer.open(sealedBefore, 'c'), broken)
  })

  it('does not open under another key with the same id', () => {
    const impostor = createSealer({ current: { id: current.id, key: oldKey } })
    assert.throws(() => sealer.open(impostor.seal('seed', 'c'), 'c'), broken)
  })

  it('tells no secret in its error', () => {
    assert.throws(() => sealer.open(sealer.seal('the seed', 'c'), 'd'), (error: Error) => !error.message.includes('seed') && error.cause === undefined)
  })

  it('refuses keys of another size and ids that would break the form', () => {
    assert.throws(() => createSealer({ current: { id: 'a', key: Buffer.alloc(16) } }), RangeError)
    assert.throws(() => createSealer({ current, previous: [{ id: 'a', key: Buffer.alloc(33) }] }), RangeError)
    assert.throws(() => createSealer({ current: { id: 'a.b', key: newKey } }), RangeError)
  })
})

describe('derived keys', () => {
  it('differ by purpose and by master key, and are stable', () => {
    const keys = [deriveKey(oldKey, 'a'), deriveKey(oldKey, 'b'), deriveKey(newKey, 'a'), oldKey].map((key) => key.toString('hex'))
    assert.equal(new Set(keys).size, 4)
    assert.equal(deriveKey(oldKey, 'a').toString('hex'), keys[0])
    assert.equal(deriveKey(oldKey, 'a').length, 32)
  })

  it('name a master key shortly without giving it away', () => {
    assert.match(masterKeyId(oldKey), /^[A-Za-z0-9_-]{11}$/)
    assert.notEqual(masterKeyId(oldKey), masterKeyId(newKey))
  })
})
