import { days, hours, minutes } from '#src/contracts/duration.ts'
import { KNOWN_FOR } from '#src/domain/attempts/try-places.ts'
import type { Clock } from '#src/domain/clock.ts'
import { type Rounds, startRounds } from '#src/rounds/start-rounds.ts'
import type { Database } from './engine/database.ts'
import { sweepBrandAssets } from './branding/brand-assets.ts'
import { type Statement, statement } from './engine/sql.ts'
import { retryConflicts } from './retry-conflicts.ts'
import type { StorageLog } from './storage-log.ts'

/** Rows deleted by one sweep. */
export type SweepCounts = Record<keyof typeof sweeps | 'userEvents' | 'triggerInvocations' | 'brandAssets', number>

export type Sweeper = {
  /** Deletes everything that is due now. Several instances share the work: none waits for another. */
  sweep(): Promise<SweepCounts>
  /** Sweeps now and again until stopped. */
  start(): void
  stop(): Promise<void>
}

export type SweeperDeps = { database: Pick<Database, 'sql'>; clock: Clock; log: StorageLog; interval?: number; batch?: number; userEventDays?: number; triggerLogDays?: number }

/** What is swept of a table: rows whose `due` column lies so many milliseconds back. */
type Sweep = { table: string; key: string; due: string; after: number }

/**
 * Deletes the rows that are due longest, at most `batch`, leaving alone those that somebody holds. The order keeps the
 * planner on the index of the column even when it expects many rows, and so does a limit that it knows.
 */
const sweepStatement = ({ table, key, due }: Sweep, batch: number): Statement =>
  statement(
    `sweep_${table}_by_${due}_${batch}`,
    `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${due} < $1 ORDER BY ${due} LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
  )

/**
 * What dies when. Token families stay for a day after their end: no access token lives longer, and an unknown family
 * means a revoked one. Expired sign-ins and models stay an hour, so that their users are told that they came too late. Signing keys go once nothing they signed can be alive.
 * The outbox sweeps itself.
 */
const sweeps = {
  signInAttempts: [{ table: 'sign_in_attempts', key: 'id', due: 'expires_at', after: hours(1) }],
  verificationCodes: [{ table: 'verification_codes', key: 'user_id, purpose', due: 'expires_at', after: days(1) }],
  passkeyChallenges: [{ table: 'web_authn_challenges', key: 'digest', due: 'expires_at', after: minutes(5) }],
  oidcModels: [{ table: 'oidc_models', key: 'pool_id, model, id_digest', due: 'expires_at', after: hours(1) }],
  tokenFamilies: [
    { table: 'token_families', key: 'origin_jti', due: 'expires_at', after: days(1) + minutes(5) },
    { table: 'token_families', key: 'origin_jti', due: 'revoked_at', after: days(1) + minutes(5) },
  ],
  signingKeys: [{ table: 'signing_keys', key: 'kid', due: 'published_until', after: minutes(5) }],
  knownNetworks: [{ table: 'known_networks', key: 'user_id, network', due: 'last_used_at', after: KNOWN_FOR }],
  noticeLinks: [{ table: 'notice_links', key: 'digest', due: 'expires_at', after: hours(1) }],
  attemptCounters: [{ table: 'attempt_counters', key: 'kind, subject', due: 'updated_at', after: days(2) }],
} as const satisfies Record<string, readonly Sweep[]>

/** `interval` milliseconds between sweeps (a minute), `batch` rows a statement (1000), `userEventDays` that events of users are kept (90), `triggerLogDays` that calls of triggers are (7). */
export function createSweeper({ database: { sql }, clock, log, interval = minutes(1), batch = 1000, userEventDays = 90, triggerLogDays = 7 }: SweeperDeps): Sweeper {
  const all: Record<Exclude<keyof SweepCounts, 'brandAssets'>, readonly Sweep[]> = {
    ...sweeps,
    userEvents: [{ table: 'user_events', key: 'id', due: 'created_at', after: days(userEventDays) }],
    triggerInvocations: [{ table: 'trigger_invocations', key: 'id', due: 'at', after: days(triggerLogDays) }],
  }
  let stopping = false
  let rounds: Rounds | undefined
  let looksDueAt = 0

  async function sweepAway(what: Sweep): Promise<number> {
    const sweeping = sweepStatement(what, batch)
    const due = new Date(clock.now().getTime() - what.after)
    let total = 0
    for (let deleted = batch; deleted === batch && !stopping; total += deleted) {
      deleted = await retryConflicts(() => sql.run(sweeping, [due]))
    }
    return total
  }

  /** Pages that people have open still show what a pool showed lately. */
  async function sweepFilesOfLooks(): Promise<number> {
    const now = clock.now().getTime()
    if (now < looksDueAt) return 0
    looksDueAt = now + hours(1)
    return sweepBrandAssets(sql, { due: new Date(now - days(1)), now: new Date(now), stopped: () => stopping })
  }

  async function sweep(): Promise<SweepCounts> {
    const counts: SweepCounts = { signInAttempts: 0, verificationCodes: 0, passkeyChallenges: 0, oidcModels: 0, tokenFamilies: 0, signingKeys: 0, knownNetworks: 0, noticeLinks: 0, attemptCounters: 0, userEvents: 0, triggerInvocations: 0, brandAssets: 0 }
    for (const name of Object.keys(all) as (keyof typeof all)[]) {
      for (const what of all[name]) counts[name] += await sweepAway(what)
    }
    counts.brandAssets = await sweepFilesOfLooks()
    return counts
  }

  async function round(): Promise<void> {
    const counts = await sweep()
    if (Object.values(counts).some((count) => count > 0)) log.info({ ...counts }, 'swept what had expired')
  }

  const failed = (error: unknown): void => log.warn({ reason: (error as Error).message }, 'a sweep failed; the next one goes on')

  return {
    sweep,
    start: () => void (rounds ??= startRounds({ every: interval, fraction: Math.random, round, failed })),
    async stop() {
      stopping = true
      await rounds?.stop()
    },
  }
}
