import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hash as argon2Hash } from '@node-rs/argon2'
import { createPasswordHasher } from './password-hash.ts'

const cheap = { memoryKib: 64, iterations: 1 }
const hasher = createPasswordHasher(cheap)

describe('password hash', () => {
  it('is argon2id with 19 MiB, two passes and one lane by default', async () => {
    const hash = await createPasswordHasher().hash('correct horse')
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    assert.equal(await createPasswordHasher().verify(hash, 'correct horse'), true)
    assert.equal(await createPasswordHasher().verify(hash, 'correct hors'), false)
  })

  it('is salted', async () => {
    assert.notEqual(await hasher.hash('same'), await hasher.hash('same'))
  })

  it('depends on every byte of the password, exactly as given', async () => {
    const long = `${'p'.repeat(99)}Z${'q'.repeat(155)}é`
    const hash = await hasher.hash(long)
    assert.equal(await hasher.verify(hash, long), true)
    const others = [long.slice(0, 72), long.slice(0, 255), `${long} `, ` ${long}`, long.toUpperCase(), `${long}\0`, long.normalize('NFD'), long.replace('Z', 'z')]
    for (const other of others) assert.equal(await hasher.verify(hash, other), false)
    assert.equal(await hasher.verify(await hasher.hash('a\0b'), 'a'), false)
    assert.equal(await hasher.verify(await hasher.hash('パスワード🔑'), 'パスワード🔑'), true)
  })

  it('matches nothing when malformed or of another kind', async () => {
    const argon2i = await argon2Hash('pw', { memoryCost: 64, timeCost: 1, algorithm: 1 })
    const good = await hasher.hash('pw')
    for (const hash of ['', 'pw', '$argon2id$', '$argon2id$v=19$m=64,t=1,p=1$', argon2i, good.slice(0, -44), `${good}$`, good.replace('m=64', 'm=x'), '$2b$10$abcdefghijklmnopqrstuv']) {
      assert.equal(await hasher.verify(hash, 'pw'), false, hash)
      assert.equal(hasher.needsRehash(hash), true, hash)
    }
  })

  it('does not spend what an absurd hash asks for', async () => {
    const good = await hasher.hash('pw')
    for (const cost of ['m=4294967295,t=1', 'm=64,t=4294967295', 'm=1048577,t=1']) {
      assert.equal(await hasher.verify(good.replace('m=64,t=1', cost), 'pw'), false, cost)
    }
  })

  it('is verified with the parameters it was made with, and says when they are no longer those in force', async () => {
    const before = await hasher.hash('pw')
    assert.equal(hasher.needsRehash(before), false)
    for (const changed of [{ memoryKib: 128, iterations: 1 }, { memoryKib: 64, iterations: 2 }, { memoryKib: 64, iterations: 1, parallelism: 2 }]) {
      const later = createPasswordHasher(changed)
      assert.equal(await later.verify(before, 'pw'), true)
      assert.equal(later.needsRehash(before), true)
    }
  })

  it('says no to a decoy, whatever the password', async () => {
    assert.equal(await hasher.verifyDecoy('pw'), false)
    assert.equal(await hasher.verifyDecoy(''), false)
  })
})

describe('password hash queue', () => {
  it('makes callers wait their turn, refuses the ones beyond its bound, and recovers', async () => {
    const small = createPasswordHasher({ ...cheap, concurrency: 1, maxQueue: 2 })
    const hash = await small.hash('pw')
    const order: string[] = []
    const accepted = [
      small.verify(hash, 'pw').then(() => order.push('first')),
      small.hash('pw').then(() => order.push('second')),
      small.verifyDecoy('pw').then(() => order.push('third')),
    ]
    assert.equal(small.queueLength(), 2)
    for (const refused of [small.verify(hash, 'pw'), small.hash('pw'), small.verifyDecoy('pw'), small.verify('malformed', 'pw')]) {
      await assert.rejects(refused, { code: 'TooManyRequests' })
    }
    await Promise.all(accepted)
    assert.deepEqual(order, ['first', 'second', 'third'])
    assert.equal(small.queueLength(), 0)
    assert.equal(await small.verify(hash, 'pw'), true)
  })

  it('leaves the event loop free while it works', async () => {
    let turns = 0
    const turn = () => { turns++; immediate = setImmediate(turn) }
    let immediate = setImmediate(turn)
    await createPasswordHasher().hash('pw')
    clearImmediate(immediate)
    assert.ok(turns > 3, `the event loop turned ${turns} times`)
  })
})
