import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createKeyedHash } from './keyed-hash.ts'

const hash = createKeyedHash(Buffer.alloc(32, 1))
const other = createKeyedHash(Buffer.alloc(32, 2))

describe('keyed hash', () => {
  it('is stable under one key and different under another', () => {
    assert.equal(hash.name('pool', 'ada'), createKeyedHash(Buffer.alloc(32, 1)).name('pool', 'ada'))
    assert.notEqual(hash.name('pool', 'ada'), other.name('pool', 'ada'))
  })

  it('binds a code to its purpose and its subject', () => {
    const stored = hash.code('sign-up', 'user-1', '123456')
    assert.notEqual(hash.code('reset', 'user-1', '123456'), stored)
    assert.notEqual(hash.code('sign-up', 'user-2', '123456'), stored)
    assert.notEqual(hash.code('sign-up', 'user-1', '123457'), stored)
    assert.equal(hash.code('sign-up', 'user-1', '123456'), stored)
  })

  it('keeps parts and kinds apart', () => {
    assert.notEqual(hash.name('ab', 'c'), hash.name('a', 'bc'))
    assert.notEqual(hash.code('ab', 'c', 'd'), hash.code('a', 'bc', 'd'))
    assert.notEqual(hash.sign('pool', 'ada'), hash.name('pool', 'ada'))
  })

  it('verifies only its own signatures, for the same purpose and text', () => {
    const signature = hash.sign('csrf', 'attempt-1')
    assert.equal(hash.verify('csrf', 'attempt-1', signature), true)
    assert.equal(hash.verify('csrf', 'attempt-2', signature), false)
    assert.equal(hash.verify('link', 'attempt-1', signature), false)
    assert.equal(other.verify('csrf', 'attempt-1', signature), false)
    for (const wrong of ['', `${signature}=`, signature.slice(0, -1), ` ${signature}`]) assert.equal(hash.verify('csrf', 'attempt-1', wrong), false)
  })

  it('refuses a short key', () => {
    assert.throws(() => createKeyedHash(Buffer.alloc(31)), RangeError)
  })
})
