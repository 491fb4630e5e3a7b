import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createBoundedQueue } from './bounded-queue.ts'

/** A task that ends when told, and notes when it starts. */
function controlled(name: string, started: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const run = () => {
    started.push(name)
    return promise
  }
  return { run, end: () => resolve(name), fail: (error: Error) => reject(error) }
}

/** Resolves once every promise that can settle by itself has done so. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('bounded queue', () => {
  it('runs no more than its concurrency, first come first served', async () => {
    const queue = createBoundedQueue({ concurrency: 2, maxQueue: 10 })
    const started: string[] = []
    const tasks = ['a', 'b', 'c', 'd'].map((name) => controlled(name, started))
    const results = tasks.map((task) => queue.run(task.run))
    await settled()
    assert.deepEqual(started, ['a', 'b'])
    assert.equal(queue.length(), 2)
    tasks[1]?.end()
    await settled()
    assert.deepEqual(started, ['a', 'b', 'c'])
    const newcomer = controlled('e', started)
    results.push(queue.run(newcomer.run))
    await settled()
    assert.deepEqual(started, ['a', 'b', 'c'], 'a place that was handed on is not free')
    for (const task of [...tasks, newcomer]) task.end()
    assert.deepEqual(await Promise.all(results), ['a', 'b', 'c', 'd', 'e'])
    assert.deepEqual(started, ['a', 'b', 'c', 'd', 'e'])
    assert.equal(queue.length(), 0)
  })

  it('refuses what it cannot queue, and serves again afterwards', async () => {
    const queue = createBoundedQueue({ concurrency: 1, maxQueue: 1 })
    const started: string[] = []
    const [running, waiting, refused] = ['a', 'b', 'c'].map((name) => controlled(name, started))
    assert.ok(running && waiting && refused)
    const first = queue.run(running.run)
    const second = queue.run(waiting.run)
    const third = assert.rejects(queue.run(refused.run), { code: 'TooManyRequests' })
    for (const task of [running, waiting, refused]) task.end()
    await Promise.all([first, second, third])
    assert.deepEqual(started, ['a', 'b'])
    assert.equal(await queue.run(async () => 'd'), 'd')
  })

  it('hands on a failure, and the place of the failed task', async () => {
    const queue = createBoundedQueue({ concurrency: 1, maxQueue: 1 })
    const started: string[] = []
    const task = controlled('a', started)
    const failing = queue.run(task.run)
    const next = queue.run(async () => 'b')
    task.fail(new Error('broken task'))
    await assert.rejects(failing, /broken task/)
    assert.equal(await next, 'b')
    await assert.rejects(queue.run(() => { throw new Error('thrown at once') }), /thrown at once/)
    assert.equal(await queue.run(async () => 'c'), 'c')
  })

  it('refuses limits that make no queue', () => {
    for (const limits of [{ concurrency: 0, maxQueue: 1 }, { concurrency: 1.5, maxQueue: 1 }, { concurrency: 1, maxQueue: -1 }, { concurrency: NaN, maxQueue: 1 }]) {
      assert.throws(() => createBoundedQueue(limits), RangeError)
    }
  })
})
