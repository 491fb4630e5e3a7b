import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createReadCache } from './read-cache.ts'

type Loaded = { key: string; load: number; nested: { list: number[] } }

/** A cache over a source that counts its loads and answers when told. */
function setUp({ max = 10, present = (_key: string): boolean => true } = {}) {
  const state = { loads: 0, current: true, hold: null as Promise<void> | null }
  const cache = createReadCache<Loaded>({
    max,
    isCurrent: () => state.current,
    async load(key) {
      const load = ++state.loads
      await state.hold
      if (key === 'broken') throw new Error('away')
      return present(key) ? { key, load, nested: { list: [1] } } : null
    },
  })
  return { cache, state }
}

test('a record is loaded once, shared by those who ask at once, and frozen throughout', async () => {
  const { cache, state } = setUp()
  const [first, second] = await Promise.all([cache.read('a'), cache.read('a')])
  assert.equal(first, second)
  assert.equal(await cache.read('a'), first)
  assert.equal(state.loads, 1)
  assert.throws(() => first?.nested.list.push(2), TypeError)
})

test('what is no longer current, dropped or cleared is loaded again', async () => {
  const { cache, state } = setUp()
  await cache.read('a')
  state.current = false
  assert.equal((await cache.read('a'))?.load, 2)
  state.current = true
  assert.equal((await cache.read('a'))?.load, 2)
  cache.drop('a')
  assert.equal((await cache.read('a'))?.load, 3)
  cache.clear()
  assert.equal((await cache.read('a'))?.load, 4)
})

test('a load that began before a change is neither kept nor given to those who ask after it', async () => {
  const { cache, state } = setUp()
  let release = () => undefined as void
  state.hold = new Promise<void>((resolve) => (release = resolve))
  const old = cache.read('a')
  cache.drop('a')
  state.hold = null
  assert.equal((await cache.read('a'))?.load, 2)
  release()
  assert.equal((await old)?.load, 1)
  assert.equal((await cache.read('a'))?.load, 2)
})

test('a failed load is not remembered', async () => {
  const { cache, state } = setUp()
  await assert.rejects(cache.read('broken'), { message: 'away' })
  await assert.rejects(cache.read('broken'), { message: 'away' })
  assert.equal(state.loads, 2)
})

test('absence is remembered, but a flood of invented keys pushes out no record', async () => {
  const { cache, state } = setUp({ present: (key): boolean => key === 'real' })
  await cache.read('real')
  assert.equal(await cache.read('invented'), null)
  await cache.read('invented')
  assert.equal(state.loads, 2)
  for (let n = 0; n < 5000; n++) await cache.read(`flood-${n}`)
  const before = state.loads
  assert.equal((await cache.read('real'))?.load, 1)
  await cache.read('flood-0')
  assert.equal(state.loads, before + 1, 'the oldest invented key was forgotten')
})

test('of more records than it may keep the least recently used is forgotten', async () => {
  const { cache, state } = setUp({ max: 2 })
  for (const key of ['a', 'b', 'a', 'c']) await cache.read(key)
  await cache.read('a')
  assert.equal(state.loads, 3)
  await cache.read('b')
  assert.equal(state.loads, 4)
})
