import { setTimeout as pause } from 'node:timers/promises'
import { minutes, seconds } from '#src/contracts/duration.ts'
import type { Database } from '#src/storage/engine/database.ts'
import type { Listener } from '#src/storage/engine/postgresql-listener.ts'
import type { StorageLog } from '#src/storage/storage-log.ts'
import { type Change, readChange } from './change.ts'

/** The channel of PostgreSQL's NOTIFY on which instances tell each other what they changed. */
export const changeChannel = 'poolhouse_changes'

/** Keeps caches honest while several instances write to one database. */
export type ChangeFeed = {
  /** Whether a record whose load began at that moment (`performance.now()`) may still be shown: no change of it can be older than a second. */
  isCurrent(loadedAt: number): boolean
  /** Begins to listen; resolves without waiting for the first connection. */
  start(): void
  stop(): Promise<void>
}

export type ChangeFeedDeps = { database: Pick<Database, 'listen'>; log: StorageLog; heard(change: Change): void }

/** A record may be as old as this when nothing is known of changes; nothing is believed longer than `maxAge`. */
const trust = seconds(1)
const maxAge = minutes(1)
const beat = seconds(0.4)

/**
 * Listens for changes on a connection of its own. Silence is trusted only while that connection has answered within the
 * last second; without it every record is read again after a second. After a break everything is forgotten.
 * On the embedded engine nobody else writes, and nothing is listened to.
 */
export function createChangeFeed({ database, log, heard }: ChangeFeedDeps): ChangeFeed {
  const stopping = new AbortController()
  let confirmedAt = -Infinity
  let running: Promise<void> | undefined

  async function follow(listener: Listener): Promise<void> {
    heard({ kind: 'all' }) // what happened before this connection was heard by nobody
    while (!stopping.signal.aborted) {
      const askedAt = performance.now()
      await listener.confirm()
      if (confirmedAt === -Infinity) log.info({}, 'changes by other instances are heard')
      confirmedAt = askedAt
      await sleep(beat)
    }
  }

  async function run(listen: NonNullable<Database['listen']>): Promise<void> {
    let deaf = false
    while (!stopping.signal.aborted) {
      let listener: Listener | undefined
      try {
        listener = await listen(changeChannel, (payload) => heard(readChange(payload)))
        deaf = false
        await follow(listener)
      } catch (error) {
        if (!deaf) log.warn({ reason: (error as Error).message }, 'changes by other instances are not heard: records are read again every second')
        deaf = true
        confirmedAt = -Infinity
        await sleep(beat)
      } finally {
        await listener?.close()
      }
    }
  }

  /** Ends early when the feed stops. */
  const sleep = (time: number) => pause(time, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)

  return {
    isCurrent(loadedAt) {
      const now = performance.now()
      if (now - loadedAt < trust) return true
      if (now - loadedAt > maxAge) return false
      return database.listen === undefined || (running !== undefined && now - confirmedAt < trust)
    },
    start() {
      if (database.listen !== undefined) running ??= run(database.listen)
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}
