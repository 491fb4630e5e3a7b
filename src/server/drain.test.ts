import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seconds } from '#src/contracts/duration.ts'
import { drain } from './drain.ts'

test('requests that go on are cut off after six seconds, and not before; what became idle until then is closed', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  const called: string[] = []
  let closed = (): void => undefined
  const drained = drain({
    close: (done) => {
      closed = () => done?.()
      return undefined as never
    },
    closeIdleConnections: () => void called.push('idle'),
    closeAllConnections: () => (called.push('all'), closed()),
  })
  t.mock.timers.tick(seconds(6) - 1)
  assert.ok(called.length > 1 && !called.includes('all'), called.join())
  t.mock.timers.tick(1)
  await drained
  assert.equal(called.at(-1), 'all')
})
