import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { equalInConstantTime } from './constant-time.ts'

describe('equalInConstantTime', () => {
  it('accepts equal values, as text or bytes', () => {
    assert.equal(equalInConstantTime('secret', 'secret'), true)
    assert.equal(equalInConstantTime('secret', Buffer.from('secret')), true)
    assert.equal(equalInConstantTime('', ''), true)
  })

  it('refuses different values, whatever their lengths', () => {
    for (const other of ['Secret', 'secre', 'secrets', '', 'secret\0']) assert.equal(equalInConstantTime('secret', other), false)
  })
})
