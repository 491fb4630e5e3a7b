import type { ClaimedImportJob } from '#src/domain/user-imports/user-import-job.ts'
import { KEPT_PROBLEMS } from '#src/domain/user-imports/user-import-job.ts'
import type { ImportedBatch } from '#src/domain/user-imports/user-import-store.ts'
import { isUniqueViolation } from '#src/storage/engine/database-error.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { retryConflicts } from '#src/storage/retry-conflicts.ts'
import { translated } from '#src/storage/translate-error.ts'
import { storedCredential, userCountShard } from '#src/storage/users/user-values.ts'
import type { UserImportStoreDeps } from './user-import-store.ts'

/**
 * Job, pool, names in their order, then the pool's counters in theirs: as one who creates a user does it. Whatever is not the job's
 * any more (the claim is over, it is to stop, the pool is gone) stores nothing at all.
 */
const commit = statement<{ done: number }>(
  'commit_import_batch',
  `WITH job AS (
    UPDATE user_import_jobs SET imported_users = imported_users + $3, skipped_users = skipped_users + $4, failed_users = failed_users + $5,
      next_byte = $6, next_line = $7, lease_until = $8, claims = 0
    WHERE id = $1 AND lease_token = $2 AND status = 'InProgress' RETURNING id, pool_id
  ),
  pool AS (SELECT p.id FROM job JOIN user_pools p ON p.id = job.pool_id FOR KEY SHARE OF p),
  added AS (
    INSERT INTO users (pool_id, id, username, status, attributes, password_hash, srp_sealed, password_set_at, mfa, created_at, updated_at)
    SELECT pool.id, u.id, u.username, u.status, u.attributes, u.hash, u.sealed, u.set_at, u.mfa, $9::timestamptz, $9::timestamptz
    FROM pool CROSS JOIN jsonb_to_recordset($10::jsonb)
      AS u(id uuid, username text, status text, attributes jsonb, hash text, sealed text, set_at timestamptz, mfa jsonb)
    RETURNING id
  ),
  named AS (
    INSERT INTO user_names (pool_id, name, user_id, kind)
    SELECT pool.id, n.name, n.user_id, n.kind
    FROM pool CROSS JOIN jsonb_to_recordset($11::jsonb) AS n(name text, user_id uuid, kind text)
    WHERE (SELECT count(*) FROM added) > 0 ORDER BY n.name
    RETURNING name
  ),
  counted AS (
    INSERT INTO user_counts AS c (pool_id, shard, users)
    SELECT pool.id, s.shard, s.users
    FROM pool CROSS JOIN jsonb_to_recordset($12::jsonb) AS s(shard smallint, users int)
    WHERE (SELECT count(*) FROM named) > 0 ORDER BY s.shard
    ON CONFLICT (pool_id, shard) DO UPDATE SET users = c.users + excluded.users
    RETURNING shard
  ),
  told AS (
    INSERT INTO user_import_rows (job_id, line, outcome, reason)
    SELECT job.id, r.line, r.outcome, r.reason FROM job CROSS JOIN jsonb_to_recordset($13::jsonb) AS r(line int, outcome text, reason text)
  ),
  forgotten AS (
    DELETE FROM user_import_rows o USING job WHERE o.job_id = job.id
      AND o.line <= (SELECT k.line FROM user_import_rows k WHERE k.job_id = $1 ORDER BY k.line DESC OFFSET ${KEPT_PROBLEMS} LIMIT 1)
  )
  SELECT count(*)::int AS done FROM job`,
)

/** Users, names, counts and progress in one statement: a row is never imported or counted twice, whenever a process ends. */
export const commitBatch = (
  { sql, sealer }: UserImportStoreDeps, job: Pick<ClaimedImportJob, 'id' | 'leaseToken'>, batch: ImportedBatch, now: Date, leaseUntil: Date,
): Promise<boolean | 'taken'> => {
  const people = batch.users.map(({ user: { id, username, status, attributes, credential, mfa } }) => {
    const stored = credential === null ? null : storedCredential(sealer, id, credential)
    return { id, username, status, attributes, mfa, hash: stored?.passwordHash ?? null, sealed: stored?.srpSealed ?? null, set_at: credential?.setAt ?? null }
  })
  const names = batch.users.flatMap(({ user, names: held }) => held.map(({ name, kind }) => ({ name, kind, user_id: user.id })))
  const shards = new Map<number, number>()
  for (const { user } of batch.users) shards.set(userCountShard(user.id), (shards.get(userCountShard(user.id)) ?? 0) + 1)
  const counted = [...shards].map(([shard, users]) => ({ shard, users }))
  const { imported, skipped, failed } = batch.counts
  const values = [
    job.id, job.leaseToken, imported, skipped, failed, batch.nextByte, batch.nextLine, leaseUntil, now,
    ...[people, names, counted, batch.problems].map((rows) => JSON.stringify(rows)),
  ]
  return translated(async () => {
    try {
      const [row] = await retryConflicts(() => sql.query(commit, values))
      return row?.done === 1
    } catch (error) {
      if (isUniqueViolation(error, 'user_names_pkey')) return 'taken'
      throw error
    }
  })
}
