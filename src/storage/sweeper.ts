import { setTimeout as pause } from 'node:timers/promises'
import { days, minutes } from '#src/contracts/duration.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { Database } from './engine/database.ts'
import { type Statement, statement } from './engine/sql.ts'
import { retryConflicts } from './retry-conflicts.ts'
import type { StorageLog } from './storage-log.ts'

/** Rows deleted by one sweep. */
export type SweepCounts = Record<keyof typeof sweeps, number>

export type Sweeper = {
  /** Deletes everything that is due now. Several instances share the work: none waits for another. */
  sweep(): Promise<SweepCounts>
  /** Sweeps now and again until stopped. */
  start(): void
  stop(): Promise<void>
}

export type SweeperDeps = { database: Pick<Database, 'sql'>; clock: Clock; log: StorageLog; interval?: number; batch?: number }

/** Deletes at most $2 rows that were due before $1, leaving alone those that somebody holds. */
const sweepOf = (table: string, key: string, due: string): Statement =>
  statement(
    `sweep_${table}_${due.replaceAll(/\W+/g, '_')}`.slice(0, 63),
    `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${due} LIMIT $2 FOR UPDATE SKIP LOCKED)`,
  )

/**
 * What dies when. Token families stay for a day after their end: no access token lives longer, and an unknown family
 * means a revoked one. Expired sign-ins and models stay an hour, so that their users are told that they came too late.
 * The outbox sweeps itself.
 */
const sweeps = {
  signInAttempts: { after: minutes(60), statements: [sweepOf('sign_in_attempts', 'id', 'expires_at < $1')] },
  verificationCodes: { after: days(1), statements: [sweepOf('verification_codes', 'user_id, purpose', 'expires_at < $1')] },
  oidcModels: { after: minutes(60), statements: [sweepOf('oidc_models', 'pool_id, model, id_digest', 'expires_at < $1')] },
  tokenFamilies: {
    after: days(1) + minutes(5),
    statements: [sweepOf('token_families', 'origin_jti', 'expires_at < $1'), sweepOf('token_families', 'origin_jti', 'revoked_at < $1')],
  },
  attemptCounters: { after: days(2), statements: [sweepOf('attempt_counters', 'kind, subject', 'updated_at < $1')] },
} as const

/** `interval` milliseconds between sweeps (a minute), `batch` rows a statement (1000). */
export function createSweeper({ database: { sql }, clock, log, interval = minutes(1), batch = 1000 }: SweeperDeps): Sweeper {
  const stopping = new AbortController()
  let running: Promise<void> | undefined

  async function sweepTable({ after, statements }: { after: number; statements: readonly Statement[] }): Promise<number> {
    const due = new Date(clock.now().getTime() - after)
    let total = 0
    for (const sweeping of statements) {
      for (let deleted = batch; deleted === batch && !stopping.signal.aborted; total += deleted) {
        deleted = await retryConflicts(() => sql.run(sweeping, [due, batch]))
      }
    }
    return total
  }

  async function sweep(): Promise<SweepCounts> {
    const counts: Partial<SweepCounts> = {}
    for (const [name, table] of Object.entries(sweeps)) counts[name as keyof SweepCounts] = await sweepTable(table)
    return counts as SweepCounts
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const counts = await sweep()
        if (Object.values(counts).some((count) => count > 0)) log.info({ ...counts }, 'swept what had expired')
      } catch (error) {
        log.warn({ reason: (error as Error).message }, 'a sweep failed; the next one goes on')
      }
      // Not on the same second on every instance.
      await pause(interval * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
    }
  }

  return {
    sweep,
    start: () => void (running ??= run()),
    async stop() {
      stopping.abort()
      await running
    },
  }
}
