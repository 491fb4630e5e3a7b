import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWritingQueue } from './writing-queue.ts'

const never = 1e9

test('items are written together in their order, a few at a time, and flush waits for what was added before it', async () => {
  const writes: number[][] = []
  const queue = createWritingQueue<number>({ write: async (items) => void writes.push([...items]), failed: () => assert.fail(), wait: never, batch: 3 })
  for (let n = 0; n < 7; n++) queue.add(n)
  const first = queue.flush()
  queue.add(7)
  await Promise.all([first, queue.flush()])
  assert.deepEqual(writes.flat(), [0, 1, 2, 3, 4, 5, 6, 7])
  assert.ok(writes.every((items) => items.length <= 3))
})

test('what cannot be written waits for the next write; after a few failures it is lost, and told', async () => {
  let away = true
  const written: number[] = []
  const losses: number[] = []
  const queue = createWritingQueue<number>({
    write: (items) => (away ? Promise.reject(new Error('away')) : Promise.resolve(void written.push(...items))), failed: (_error, lost) => losses.push(lost), wait: never, most: 3,
  })
  for (let n = 0; n < 5; n++) queue.add(n)
  for (let round = 0; round < 4; round++) await queue.flush()
  assert.deepEqual([written, losses], [[], []])
  away = false
  await queue.flush()
  assert.deepEqual([written, losses], [[0, 1, 2], []])
  away = true
  queue.add(5)
  for (let round = 0; round < 5; round++) await queue.flush()
  assert.deepEqual(losses, [3], 'the item, and two that had found no room')
  assert.equal(queue.lost(), 3)
  queue.add(6)
  await queue.stop()
  assert.deepEqual(losses, [3, 1])
})
