import { toDatabaseError } from './engine/database-error.ts'

type Asked<Input, Result> = { readonly input: Input; readonly resolve: (result: Result) => void; readonly reject: (error: unknown) => void }

export type GatherReadsOptions<Input, Result> = {
  /** Inputs of one call at most. */
  readonly most: number
  /** Answers each input in its place, by one statement. */
  readonly readAll: (inputs: readonly Input[]) => Promise<readonly Result[]>
}

/** Milliseconds that a question waits for the statement under way: one that hangs must not hold up the others. */
const LONGEST_WAIT = 5

/**
 * Makes one statement of the reads that racing requests ask for within one turn of the event loop, or while the one before
 * is under way: a statement costs this process and the database more than the rows it reads. Each caller gets its own
 * result. When a statement for several fails, each is asked for by itself, so nobody gets the error of another; unless the
 * database is away, for everybody. A result is never older than its question.
 */
export function gatherReads<Input, Result>({ most, readAll }: GatherReadsOptions<Input, Result>): (input: Input) => Promise<Result> {
  let asked: Asked<Input, Result>[] = []
  let underWay = 0
  let waiting: NodeJS.Timeout | null = null

  function sendOrWait(): void {
    if (underWay === 0) sendAll()
    else waiting ??= setTimeout(sendAll, LONGEST_WAIT)
  }

  function sendAll(): void {
    if (waiting !== null) clearTimeout(waiting)
    waiting = null
    const all = asked
    asked = []
    for (let from = 0; from < all.length; from += most) void send(all.slice(from, from + most))
  }

  async function send(some: readonly Asked<Input, Result>[]): Promise<void> {
    underWay++
    await answer(some)
    underWay--
    if (waiting !== null && underWay === 0) sendAll()
  }

  async function answer(some: readonly Asked<Input, Result>[]): Promise<void> {
    try {
      const results = await readAll(some.map(({ input }) => input))
      if (results.length !== some.length) throw new Error(`${some.length} reads have ${results.length} answers.`)
      some.forEach(({ resolve }, place) => resolve(results[place] as Result))
    } catch (error) {
      if (some.length === 1 || toDatabaseError(error).code === 'DatabaseUnavailable') for (const { reject } of some) reject(error)
      else for (const one of some) void send([one])
    }
  }

  return (input) =>
    new Promise((resolve, reject) => {
      // The reads of this turn's requests are all there before the next one begins.
      if (asked.push({ input, resolve, reject }) === 1) setImmediate(sendOrWait)
    })
}
