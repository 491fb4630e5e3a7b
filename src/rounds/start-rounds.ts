import { type Bell, createBell } from './bell.ts'

export type RoundsOptions = {
  /** `stopped` tells a long round that it should end early. `more-to-do`: the next begins at once. */
  round(stopped: () => boolean): Promise<'more-to-do' | void>
  /** Told of a round that failed; the next one begins in its time. */
  failed(error: unknown): void
  /** Milliseconds from the end of a round to the begin of the next. */
  every: number
  /** 0 … 1: makes each wait up to a quarter shorter or longer, so that instances do not work on the same second. Without it all are the same. */
  fraction?: () => number
  /** Whether the first round waits as well, and is not in the middle of the start. */
  waitsFirst?: boolean
  /** Ends a wait when it rings, or spares the next one when it rings during a round. */
  bell?: Bell
}

export type Rounds = {
  /** Begins no more rounds, and waits for the one under way. */
  stop(): Promise<void>
}

/** Does one round after the other until stopped, whatever becomes of each. The waits keep no process alive. */
export function startRounds({ round, failed, every, fraction, waitsFirst = false, bell = createBell() }: RoundsOptions): Rounds {
  let stopped = false
  const rest = (): Promise<void> => bell.wait(fraction === undefined ? every : every * (0.75 + fraction() / 2))
  const doRound = async (): Promise<'more-to-do' | void> => {
    try {
      return await round(() => stopped)
    } catch (error) {
      failed(error)
    }
  }
  const run = async (): Promise<void> => {
    if (waitsFirst) await rest()
    while (!stopped) {
      const outcome = await doRound()
      if (outcome !== 'more-to-do' && !stopped) await rest()
    }
  }
  const running = run()
  return {
    async stop() {
      stopped = true
      bell.ring()
      await running
    },
  }
}
