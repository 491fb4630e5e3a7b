import { minutes } from '#src/contracts/duration.ts'
import type { ModuleProcess } from './module-process.ts'

/** The processes of one function: a few, kept warm. */
export type ModulePool = {
  /** A process for one call; null when `signal` was aborted before there was one. Rejects with what `start` rejects with. */
  take(signal: AbortSignal): Promise<ModuleProcess | null>
  giveBack(child: ModuleProcess): void
  /** Ends what is idle, and the others as soon as they are given back. */
  retire(): void
  /** Ends all. */
  close(): Promise<void>
}

export type ModulePoolOptions = {
  start(): Promise<ModuleProcess>
  /** Whether processes are to be looked at for changed files before each call. */
  watch: boolean
  most: number
  /** Whether the whole installation may have one process more. A function's first never asks. */
  mayGrow(): boolean
}

/** How long a process beyond the first is kept for the next call. */
const KEPT = minutes(1)

/** Calls wait in order of arrival while all processes are busy. */
export function createModulePool({ start, watch, most, mayGrow }: ModulePoolOptions): ModulePool {
  const all = new Set<ModuleProcess>()
  const idle: { child: ModuleProcess; timer: NodeJS.Timeout | null }[] = []
  const waiting: ((child: ModuleProcess | null) => void)[] = []
  let starting = 0
  let retired = false
  const forget = (child: ModuleProcess): void => {
    all.delete(child)
    void child.end()
  }
  const takeIdle = (): ModuleProcess | null => {
    for (let one = idle.pop(); one !== undefined; one = idle.pop()) {
      if (one.timer !== null) clearTimeout(one.timer)
      if (one.child.isAlive() && !(watch && one.child.isOutdated())) return one.child
      forget(one.child)
    }
    return null
  }
  const startOne = async (): Promise<ModuleProcess> => {
    starting++
    try {
      const child = await start()
      all.add(child)
      return child
    } catch (error) {
      waiting.shift()?.(null)
      throw error
    } finally {
      starting--
    }
  }
  const rest = (child: ModuleProcess): void => {
    const entry = { child, timer: idle.length === 0 ? null : setTimeout(() => {
      idle.splice(idle.indexOf(entry), 1)
      forget(child)
    }, KEPT).unref() }
    idle.push(entry)
  }
  const wait = (signal: AbortSignal) => new Promise<ModuleProcess | null>((resolve) => {
    const over = () => {
      waiting.splice(waiting.indexOf(turn), 1)
      resolve(null)
    }
    const turn = (child: ModuleProcess | null) => {
      signal.removeEventListener('abort', over)
      resolve(child)
    }
    waiting.push(turn)
    signal.addEventListener('abort', over, { once: true })
  })
  const take = async (signal: AbortSignal): Promise<ModuleProcess | null> => {
    if (signal.aborted) return null
    const ready = takeIdle()
    if (ready !== null) return ready
    const first = all.size + starting === 0
    if (first || (all.size + starting < most && mayGrow())) return startOne()
    // Nobody hands over a process that has ended: whoever is woken without one starts another.
    return (await wait(signal)) ?? take(signal)
  }
  return {
    take,
    giveBack(child) {
      const fit = child.isAlive() && !retired && !(watch && child.isOutdated())
      if (!fit) forget(child)
      const next = waiting.shift()
      if (next !== undefined) next(fit ? child : null)
      else if (fit) rest(child)
    },
    retire() {
      retired = true
      for (let child = takeIdle(); child !== null; child = takeIdle()) forget(child)
    },
    async close() {
      retired = true
      await Promise.all([...all].map((child) => child.end()))
    },
  }
}
