import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom, systemRandom } from './random.ts'
import { uuidV7 } from './uuid-v7.ts'

test('an id carries its moment, version and variant, as in the example of RFC 9562 §A.6', () => {
  const random = createRandom((n) => Buffer.from('0cc398c4dc0c0c07398f', 'hex').subarray(0, n))
  assert.equal(uuidV7(random, new Date(0x017f22e279b0)), '017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('ids sort by their moments', () => {
  const ids = [1, 1000, 2 ** 33, 2 ** 41].map((ms) => uuidV7(systemRandom, new Date(ms)))
  assert.deepEqual(ids.toSorted(), ids)
})
