import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createKeptList } from './kept-list.ts'

function setUp(shared = false) {
  const state = { rows: [{ id: 'a' }], away: false, loads: 0, hold: null as Promise<void> | null, warnings: 0 }
  const list = createKeptList({
    what: 'the rows', shared, concerns: ({ kind }) => kind === 'domain',
    log: { info: () => undefined, error: () => undefined, warn: () => void state.warnings++ },
    async load() {
      state.loads++
      const { rows } = state
      await state.hold
      if (state.away) throw new Error('away')
      return rows
    },
  })
  return { list, state }
}

test('rows are read once, and anew when a change concerns them', async () => {
  const { list, state } = setUp()
  list.heard({ kind: 'all' })
  assert.deepEqual([list.current(), state.loads], [[], 0], 'nobody has asked for them yet')
  await list.start()
  assert.deepEqual(list.current(), [{ id: 'a' }])
  state.rows = [{ id: 'b' }]
  list.heard({ kind: 'client', key: 'x' })
  assert.equal(state.loads, 1)
  list.heard({ kind: 'domain', key: 'x' })
  await list.refresh()
  assert.deepEqual(list.current(), [{ id: 'b' }])
  await list.stop()
  list.heard({ kind: 'all' })
  assert.ok(state.loads <= 3)
})

test('what is known stays while the database is away', async () => {
  const { list, state } = setUp(true)
  await list.start()
  state.away = true
  list.heard({ kind: 'all' })
  await list.refresh()
  assert.deepEqual(list.current(), [{ id: 'a' }])
  assert.ok(state.warnings >= 1)
  state.away = false
  state.rows = []
  await list.refresh()
  assert.deepEqual(list.current(), [])
  await list.stop()
})

test('a change during a read is not missed, however many there are', async () => {
  const { list, state } = setUp()
  await list.start()
  let release = () => undefined as void
  state.hold = new Promise<void>((resolve) => (release = resolve))
  const reading = list.refresh()
  state.rows = [{ id: 'newest' }]
  for (let n = 0; n < 50; n++) list.heard({ kind: 'domain', key: 'x' })
  state.hold = null
  release()
  await reading
  assert.deepEqual(list.current(), [{ id: 'newest' }])
  assert.equal(state.loads, 3)
  await list.stop()
})
