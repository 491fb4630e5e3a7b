import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBell } from './bell.ts'
import { startRounds } from './start-rounds.ts'

const never = 2 ** 30
const noFailure = (error: unknown): void => assert.fail(error as Error)

/** Resolves at the n-th call of `note`. */
function countdown(n: number): { note(): void; reached: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { note: () => void (--n === 0 && resolve()), reached: promise }
}

test('the first round begins at once, and each other one after a wait', async () => {
  const third = countdown(3)
  let begun = 0
  const round = async () => {
    begun++
    third.note()
  }
  const rounds = startRounds({ every: 1, round, failed: noFailure })
  assert.equal(begun, 1)
  await keepAlive(third.reached)
  await rounds.stop()
})

test('a round that fails, at once or later, is told of and ends nothing', async () => {
  const told: unknown[] = []
  const outcomes = [() => { throw new Error('at once') }, () => Promise.reject(new Error('later')), () => Promise.resolve()]
  const third = countdown(3)
  const round = () => {
    third.note()
    return (outcomes.shift() ?? (() => Promise.resolve()))()
  }
  const rounds = startRounds({ every: 1, round, failed: (error) => told.push((error as Error).message) })
  await keepAlive(third.reached)
  await rounds.stop()
  assert.deepEqual(told, ['at once', 'later'])
})

test('the bell ends a wait, and spares the next one when it rings during a round', async () => {
  const bell = createBell()
  const [first, third] = [countdown(1), countdown(3)]
  let begun = 0
  const round = async () => {
    begun++
    if (begun === 2) bell.ring()
    first.note()
    third.note()
  }
  const rounds = startRounds({ every: never, waitsFirst: true, bell, round, failed: noFailure })
  assert.equal(begun, 0, 'the first waits too')
  bell.ring()
  await first.reached
  bell.ring()
  await third.reached
  await rounds.stop()
  assert.equal(begun, 3)
})

test('nothing is waited for while there is more to do', async () => {
  const third = countdown(3)
  let begun = 0
  const round = async () => {
    third.note()
    return ++begun < 3 ? 'more-to-do' as const : undefined
  }
  const rounds = startRounds({ every: never, round, failed: noFailure })
  await third.reached
  await rounds.stop()
})

test('a stop waits for the round under way, which hears of it, and begins no other', async () => {
  const work = Promise.withResolvers<void>()
  const heard: boolean[] = []
  const done: string[] = []
  const round = async (stopped: () => boolean) => {
    heard.push(stopped())
    await work.promise
    heard.push(stopped())
    done.push('round')
    return 'more-to-do' as const
  }
  const rounds = startRounds({ every: 1, round, failed: noFailure })
  const stopping = rounds.stop().then(() => done.push('stop'))
  work.resolve()
  await stopping
  assert.deepEqual([heard, done], [[false, true], ['round', 'stop']])
})

test('a stop ends a wait, before the first round too', async () => {
  let begun = 0
  const round = async () => void begun++
  await startRounds({ every: never, waitsFirst: true, round, failed: noFailure }).stop()
  assert.equal(begun, 0)
  await startRounds({ every: never, round, failed: noFailure }).stop()
  assert.equal(begun, 1)
})

test('a wait is up to a quarter shorter or longer, as the fraction says', async () => {
  const waits: number[] = []
  for (const fraction of [0, 0.5, 1]) {
    const { promise: waited, resolve } = Promise.withResolvers<void>()
    const bell = createBell()
    const listening = { ring: bell.ring, wait: (milliseconds: number) => (waits.push(milliseconds), resolve(), bell.wait(milliseconds)) }
    const rounds = startRounds({ every: 1000, fraction: () => fraction, waitsFirst: true, bell: listening, round: () => Promise.resolve(), failed: noFailure })
    await waited
    await rounds.stop()
  }
  assert.deepEqual(waits, [750, 1000, 1250])
})

/** Waits of rounds do not keep the process of the test alive. */
async function keepAlive(reached: Promise<void>): Promise<void> {
  const timer = setInterval(() => undefined, 1000)
  await reached.finally(() => clearInterval(timer))
}
