import { setTimeout as pause } from 'node:timers/promises'
import { seconds } from '#src/contracts/duration.ts'
import type { StorageLog } from '#src/storage/storage-log.ts'
import type { Change } from './change.ts'

/** Few records that are needed all at once, and also while the database is away: kept whole, and read anew when they change. */
export type KeptList<Value extends object> = {
  /** As last read; empty until the first read. Never waits. */
  current(): readonly Value[]
  heard(change: Change): void
  /** Reads them for the first time, and from now on at least every half minute where changes may go unheard. */
  start(): Promise<void>
  /** Reads them now. */
  refresh(): Promise<void>
  stop(): Promise<void>
}

export type KeptListOptions<Value extends object> = {
  what: string
  load(): Promise<Value[]>
  concerns(change: Change): boolean
  log: StorageLog
  /** Whether others write to the database. */
  shared: boolean
}

const EVERY = seconds(30)

export function createKeptList<Value extends object>({ what, load, concerns, log, shared }: KeptListOptions<Value>): KeptList<Value> {
  const stopping = new AbortController()
  let values: readonly Value[] = []
  let loading: Promise<void> | null = null
  let stale = false
  let running: Promise<void> | undefined

  async function loadUntilFresh(): Promise<void> {
    do {
      stale = false
      try {
        values = await load()
      } catch (error) {
        log.warn({ reason: (error as Error).message }, `${what} cannot be read: what is known of them stays`)
      }
    } while (stale && !stopping.signal.aborted)
  }

  function refresh(): Promise<void> {
    // A read under way may have begun before the change: it is followed by another.
    if (loading !== null) stale = true
    else loading = loadUntilFresh().finally(() => (loading = null))
    return loading ?? Promise.resolve()
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pause(EVERY, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
      if (!stopping.signal.aborted) await refresh()
    }
  }

  return {
    current: () => values,
    heard(change) {
      if (running !== undefined && !stopping.signal.aborted && (change.kind === 'all' || concerns(change))) void refresh()
    },
    async start() {
      running ??= shared ? run() : Promise.resolve()
      await refresh()
    },
    refresh,
    async stop() {
      stopping.abort()
      await Promise.all([running, loading])
    },
  }
}
