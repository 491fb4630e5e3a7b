import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bytesFromStock, createRandom, formatAsUuid, systemRandom } from './random.ts'

/** A source that serves the given bytes in order, to see exactly which are used. */
function scripted(...script: number[]) {
  const left = [...script]
  return createRandom((n) => Buffer.from(left.splice(0, n)))
}

describe('random', () => {
  it('gives the requested number of bytes', () => {
    assert.equal(systemRandom.bytes(17).length, 17)
  })

  it('gives every byte of the stock once, and forgets it', () => {
    const stocks: Buffer[] = []
    const take = bytesFromStock((stock) => {
      stock.set(Array.from(stock, (_, index) => (stocks.length * 7 + index) % 255 + 1))
      stocks.push(stock)
    })
    const first = Buffer.concat([take(1), take(4000), take(95)])
    assert.deepEqual(first, Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 255 + 1)))
    assert.ok(stocks[0]?.every((byte) => byte === 0))
    assert.equal(take(2).readUInt8(1), 9, 'a new stock')
    assert.equal(take(4095).readUInt8(0), 15, 'what is left is too little')
    assert.equal(take(5000).length, 5000)
  })

  it('makes version 4 UUIDs that differ', () => {
    const uuids = new Set(Array.from({ length: 200 }, () => systemRandom.uuid()))
    assert.equal(uuids.size, 200)
    for (const uuid of uuids) assert.match(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('keeps the other bits of the bytes it formats, and the bytes themselves', () => {
    const bytes = Buffer.alloc(16, 0xff)
    assert.equal(formatAsUuid(bytes), 'ffffffff-ffff-4fff-bfff-ffffffffffff')
    assert.deepEqual(bytes, Buffer.alloc(16, 0xff))
  })

  it('makes tokens of 32 bytes unless told otherwise', () => {
    assert.match(systemRandom.token(), /^[A-Za-z0-9_-]{43}$/)
    assert.match(systemRandom.token(16), /^[A-Za-z0-9_-]{22}$/)
  })

  it('rejects the bytes that would make some digits likelier', () => {
    assert.equal(scripted(250, 255, 251, 249, 10, 0).digits(3), '900')
  })

  it('draws all digits about equally often', () => {
    const counts = new Map<string, number>()
    for (const digit of systemRandom.digits(20_000)) counts.set(digit, (counts.get(digit) ?? 0) + 1)
    assert.equal(counts.size, 10)
    for (const count of counts.values()) assert.ok(Math.abs(count - 2000) < 300, `a digit was drawn ${count} times of 20000`)
  })

  it('draws from the alphabet it is given', () => {
    assert.match(systemRandom.lowercaseAlphanumeric(26), /^[a-z0-9]{26}$/)
    assert.match(systemRandom.fromAlphabet('AB', 40), /^[AB]{40}$/)
    assert.equal(systemRandom.fromAlphabet('x', 3), 'xxx')
    assert.equal(systemRandom.fromAlphabet('AB', 0), '')
  })

  it('refuses an alphabet it cannot draw from evenly', () => {
    assert.throws(() => systemRandom.fromAlphabet('', 1), RangeError)
    assert.throws(() => systemRandom.fromAlphabet('x'.repeat(257), 1), RangeError)
  })
})
