import type { ServerProcess } from './server-process.ts'

/** One client's unit of work: throws when an answer is not the right one. */
export type Work = (worker: number) => Promise<void>

/** One server's way of doing an operation. */
export type Contender = {
  server: ServerProcess
  /** Processor time of its database so far, microseconds; 0 where it has none or it runs inside the server. */
  databaseTime: () => number
  concurrency: number
  /** Runs before each round, unmeasured. */
  prepare?: () => Promise<void>
  work: Work
}

/** Figures for one unit of work; times in microseconds, latencies in milliseconds. */
export type Figures = { perSecond: number; server: number; database: number; statements: number; p50: number; p99: number }

/** Thrown by work that has nothing left to do: the round ends. */
export const NOTHING_LEFT = new Error('Nothing is left to do in this round.')

/** Has `concurrency` clients work for `seconds` and accounts for it per unit of work. */
export async function runRound({ server, databaseTime, concurrency, prepare, work }: Contender, seconds: number): Promise<Figures> {
  await prepare?.()
  const fallAsleep = stayAwake()
  const latencies: number[] = []
  const before = { statements: await server.statements(), server: server.processorTime(), database: databaseTime() }
  const started = performance.now()
  const until = started + seconds * 1000
  try {
    await Promise.all(Array.from({ length: concurrency }, async (_, worker) => {
      for (let begun = performance.now(); begun < until; begun = performance.now()) {
        try {
          await work(worker)
        } catch (error) {
          if (error === NOTHING_LEFT) return
          throw error
        }
        latencies.push(performance.now() - begun)
      }
    }))
  } finally {
    fallAsleep()
  }
  const elapsed = (performance.now() - started) / 1000
  const spent = { server: server.processorTime() - before.server, database: databaseTime() - before.database }
  const statements = (await server.statements()) - before.statements
  const count = latencies.length
  latencies.sort((a, b) => a - b)
  return {
    perSecond: count / elapsed, server: spent.server / count, database: spent.database / count, statements: statements / count,
    p50: latencies[Math.floor(count * 0.5)] ?? 0, p99: latencies[Math.floor(count * 0.99)] ?? 0,
  }
}

/**
 * Keeps this process from sleeping until told. The kernel charges a server that answers on the same machine for waking the
 * client: nothing where the client is busy anyway, but up to 15 µs an answer where it waits. So a server of 40 µs would
 * seem to cost 55 beside one of 12, and a microsecond saved would count twice.
 */
function stayAwake(): () => void {
  let awake = true
  const turn = (): void => {
    if (awake) setImmediate(turn)
  }
  turn()
  return () => { awake = false }
}

const MEMBERS = ['perSecond', 'server', 'database', 'statements', 'p50', 'p99'] as const

/** Nobody is warmed up by more rounds than this. */
const MOST_WARM_UPS = 10
/** A round that costs more than this part of the one before gains nothing worth waiting for. */
const SETTLED = 0.97
/** Rounds after one another that must gain nothing: one may be a chance. */
const ROUNDS_SETTLED = 2

/**
 * Lets the contenders take turns until none gets cheaper. A program of many small functions takes the compiler longer than one of few,
 * and compiling is counted: without this the first seconds of each would be compared, not what they come to. In turns, because a
 * program that waits while others are warmed up may forget some of what it has compiled.
 */
async function warmUp(contenders: readonly Contender[], seconds: number): Promise<void> {
  const before = contenders.map(() => Infinity)
  for (let round = 0, settled = 0; round < MOST_WARM_UPS && settled < ROUNDS_SETTLED; round++) {
    let gained = false
    for (const [place, contender] of contenders.entries()) {
      const { server } = await runRound(contender, seconds)
      gained ||= server < (before[place] ?? 0) * SETTLED
      before[place] = server
    }
    settled = gained ? 0 : settled + 1
  }
}

/** Warms the contenders up, then lets them take turns; answers the median of each figure. */
export async function takeTurns<Name extends string>(contenders: Partial<Record<Name, Contender>>, { seconds, rounds }: { seconds: number; rounds: number }): Promise<Partial<Record<Name, Figures>>> {
  const entries = Object.entries(contenders) as [Name, Contender][]
  await warmUp(entries.map(([, contender]) => contender), seconds)
  const figures = new Map<Name, Figures[]>(entries.map(([name]) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, contender] of entries) figures.get(name)?.push(await runRound(contender, seconds))
  }
  return Object.fromEntries([...figures].map(([name, measured]) => [name, medianOf(measured)])) as Partial<Record<Name, Figures>>
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const medianOf = (measured: Figures[]): Figures =>
  Object.fromEntries(MEMBERS.map((member) => [member, median(measured.map((figures) => figures[member]))])) as Figures
