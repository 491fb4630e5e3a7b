import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DatabaseError } from './engine/database-error.ts'
import { gatherReads } from './gather-reads.ts'

/** A reader that doubles numbers, refuses 13, and keeps what was asked of it. */
function doubling({ most = 100, failure = new DatabaseError('ValueRefused', 'refused') } = {}) {
  const calls: (readonly number[])[] = []
  const read = gatherReads<number, number>({
    most,
    async readAll(inputs) {
      calls.push(inputs)
      await Promise.resolve()
      if (inputs.includes(13)) throw failure
      return inputs.map((input) => input * 2)
    },
  })
  return { read, calls }
}

describe('gathered reads', () => {
  it('of one turn are one call, and each caller gets its own result', async () => {
    const { read, calls } = doubling()
    assert.deepEqual(await Promise.all([1, 2, 3].map(read)), [2, 4, 6])
    assert.deepEqual(calls, [[1, 2, 3]])
    assert.equal(await read(4), 8)
    assert.deepEqual(calls.at(-1), [4])
  })

  it('go out in calls of a bounded size', async () => {
    const { read, calls } = doubling({ most: 2 })
    assert.deepEqual(await Promise.all([1, 2, 3, 4, 5].map(read)), [2, 4, 6, 8, 10])
    assert.deepEqual(calls, [[1, 2], [3, 4], [5]])
  })

  it('fail for him alone whose question is refused', async () => {
    const { read, calls } = doubling()
    const endings = await Promise.allSettled([1, 13, 3].map(read))
    assert.deepEqual(endings.map((ending) => (ending.status === 'fulfilled' ? ending.value : (ending.reason as DatabaseError).code)), [2, 'ValueRefused', 6])
    assert.deepEqual(calls, [[1, 13, 3], [1], [13], [3]])
  })

  it('fail together, and are not asked again, while the database is away', async () => {
    const { read, calls } = doubling({ failure: new DatabaseError('DatabaseUnavailable', 'away') })
    for (const ending of await Promise.allSettled([1, 13, 3].map(read))) assert.equal(ending.status, 'rejected')
    assert.equal(calls.length, 1)
    assert.equal(await read(1), 2)
  })

  it('wait for the call under way, but for a hanging one only a moment', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const held = Array.from({ length: 3 }, () => Promise.withResolvers<void>())
    const calls: (readonly number[])[] = []
    const read = gatherReads<number, number>({
      most: 100,
      async readAll(inputs) {
        const { promise } = held[calls.push(inputs) - 1] ?? assert.fail()
        await promise
        return inputs
      },
    })
    const turn = () => new Promise((resolve) => setImmediate(resolve))
    const asked: Promise<number>[] = []
    for (const input of [1, 2, 3]) {
      asked.push(read(input))
      await turn()
    }
    assert.deepEqual(calls, [[1]])
    held[0]?.resolve()
    assert.equal(await asked[0], 1)
    await turn()
    assert.deepEqual(calls, [[1], [2, 3]])
    // The second call never comes back while this is asked for and answered.
    held[2]?.resolve()
    const late = read(4)
    await turn()
    t.mock.timers.tick(4)
    assert.equal(calls.length, 2)
    t.mock.timers.tick(1)
    assert.equal(await late, 4)
    held[1]?.resolve()
    assert.deepEqual(await Promise.all(asked), [1, 2, 3])
  })
})
