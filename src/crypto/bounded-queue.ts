/** Runs tasks in order of arrival, a few at a time, and refuses new ones rather than let the line grow without end. */
export type BoundedQueue = {
  /** What `task` gives, once its turn has come; rejects with TooManyRequestsError, at once, when the line is full. */
  run<Result>(task: () => Promise<Result>): Promise<Result>
  /** How many tasks wait for their turn (those running not counted). */
  length(): number
}

/** More work was asked for than can be queued; test by `code`. The same request may succeed later. */
export class TooManyRequestsError extends Error {
  readonly code = 'TooManyRequests'
  override readonly name = 'TooManyRequestsError'
  constructor() {
    super('Too many requests are waiting.')
  }
}

/** At most `concurrency` (1 or more) tasks run at once and `maxQueue` (0 or more) wait; RangeError for other numbers. */
export function createBoundedQueue(limits: { concurrency: number; maxQueue: number }): BoundedQueue {
  requireInteger(limits.concurrency, 1)
  requireInteger(limits.maxQueue, 0)
  const waiting: (() => void)[] = []
  let running = 0

  function leave(): void {
    const next = waiting.shift()
    // A place is handed to the next in line, never freed in between: a newcomer cannot jump the queue.
    if (next === undefined) running -= 1
    else next()
  }

  async function enter(): Promise<void> {
    if (running < limits.concurrency) {
      running += 1
      return
    }
    if (waiting.length >= limits.maxQueue) throw new TooManyRequestsError()
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  return {
    async run(task) {
      await enter()
      try {
        return await task()
      } finally {
        leave()
      }
    },
    length: () => waiting.length,
  }
}

function requireInteger(value: number, minimum: number): void {
  if (!Number.isInteger(value) || value < minimum) throw new RangeError(`A queue limit is a whole number of at least ${minimum}.`)
}
