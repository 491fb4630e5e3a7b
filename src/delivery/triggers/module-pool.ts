import { minutes } from '#src/contracts/duration.ts'
import type { ModuleThread } from './module-thread.ts'

/** The threads of one function: a few, kept warm. */
export type ModulePool = {
  /** A thread for one call; null when `signal` was aborted before there was one. Rejects with what `start` rejects with. */
  take(signal: AbortSignal): Promise<ModuleThread | null>
  giveBack(thread: ModuleThread): void
  /** Ends what is idle, and the others as soon as they are given back. */
  retire(): void
  /** Ends all. */
  close(): Promise<void>
}

export type ModulePoolOptions = {
  start(): Promise<ModuleThread>
  /** Whether threads are to be looked at for changed files before each call. */
  watch: boolean
  most: number
  /** Whether the whole installation may have one thread more. A function's first never asks. */
  mayGrow(): boolean
}

/** How long a thread beyond the first is kept for the next call. */
const KEPT = minutes(1)

/** Calls wait in order of arrival while all threads are busy. */
export function createModulePool({ start, watch, most, mayGrow }: ModulePoolOptions): ModulePool {
  const all = new Set<ModuleThread>()
  const idle: { thread: ModuleThread; timer: NodeJS.Timeout | null }[] = []
  const waiting: ((thread: ModuleThread | null) => void)[] = []
  let starting = 0
  let retired = false
  const forget = (thread: ModuleThread): void => {
    all.delete(thread)
    void thread.end()
  }
  const takeIdle = (): ModuleThread | null => {
    for (let one = idle.pop(); one !== undefined; one = idle.pop()) {
      if (one.timer !== null) clearTimeout(one.timer)
      if (one.thread.isAlive() && !(watch && one.thread.isOutdated())) return one.thread
      forget(one.thread)
    }
    return null
  }
  const startOne = async (): Promise<ModuleThread> => {
    starting++
    try {
      const thread = await start()
      all.add(thread)
      return thread
    } catch (error) {
      waiting.shift()?.(null)
      throw error
    } finally {
      starting--
    }
  }
  const rest = (thread: ModuleThread): void => {
    const entry = { thread, timer: idle.length === 0 ? null : setTimeout(() => {
      idle.splice(idle.indexOf(entry), 1)
      forget(thread)
    }, KEPT).unref() }
    idle.push(entry)
  }
  const wait = (signal: AbortSignal) => new Promise<ModuleThread | null>((resolve) => {
    const over = () => {
      waiting.splice(waiting.indexOf(turn), 1)
      resolve(null)
    }
    const turn = (thread: ModuleThread | null) => {
      signal.removeEventListener('abort', over)
      resolve(thread)
    }
    waiting.push(turn)
    signal.addEventListener('abort', over, { once: true })
  })
  const take = async (signal: AbortSignal): Promise<ModuleThread | null> => {
    if (signal.aborted) return null
    const ready = takeIdle()
    if (ready !== null) return ready
    const first = all.size + starting === 0
    if (first || (all.size + starting < most && mayGrow())) return startOne()
    // Nobody hands over a thread that has ended: whoever is woken without one starts another.
    return (await wait(signal)) ?? take(signal)
  }
  return {
    take,
    giveBack(thread) {
      const fit = thread.isAlive() && !retired && !(watch && thread.isOutdated())
      if (!fit) forget(thread)
      const next = waiting.shift()
      if (next !== undefined) next(fit ? thread : null)
      else if (fit) rest(thread)
    },
    retire() {
      retired = true
      for (let thread = takeIdle(); thread !== null; thread = takeIdle()) forget(thread)
    },
    async close() {
      retired = true
      await Promise.all([...all].map((thread) => thread.end()))
    },
  }
}
