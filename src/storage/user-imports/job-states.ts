import type { ClaimedImportJob, UserImportJob } from '#src/domain/user-imports/user-import-job.ts'
import { isUniqueViolation } from '#src/storage/engine/database-error.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { retryConflicts } from '#src/storage/retry-conflicts.ts'
import { translated } from '#src/storage/translate-error.ts'
import { claimedColumns, type ClaimedJobRow, claimedFromRow, jobColumns, jobFromRow, type UserImportJobRow } from './job-columns.ts'
import type { UserImportStoreDeps } from './user-import-store.ts'

const start = statement<{ noFile: boolean } & (UserImportJobRow | { id: null })>(
  'start_import_job',
  `WITH job AS (SELECT id, file_id FROM user_import_jobs WHERE pool_id = $1 AND id = $2 AND status = 'Created' AND created_at > $4 FOR UPDATE),
  started AS (
    UPDATE user_import_jobs j SET status = 'Pending', active_pool_id = j.pool_id, started_at = $3, lease_until = $3
    FROM job WHERE j.id = job.id AND job.file_id IS NOT NULL RETURNING j.*
  )
  SELECT job.file_id IS NULL AS "noFile", ${jobColumns('s')} FROM job LEFT JOIN started s ON s.id = job.id`,
)
const stop = statement<UserImportJobRow>(
  'stop_import_job',
  `WITH changed AS (
    UPDATE user_import_jobs SET
      status = CASE status WHEN 'Pending' THEN 'Stopped' ELSE 'Stopping' END,
      active_pool_id = CASE status WHEN 'Pending' THEN NULL ELSE active_pool_id END,
      completed_at = CASE status WHEN 'Pending' THEN $3::timestamptz END,
      completion_message = CASE status WHEN 'Pending' THEN $4 END
    WHERE pool_id = $1 AND id = $2 AND status IN ('Pending', 'InProgress', 'Stopping') RETURNING *
  ),
  dropped AS (DELETE FROM user_import_chunks c USING changed WHERE c.job_id = changed.id AND changed.status = 'Stopped')
  SELECT ${jobColumns('changed')} FROM changed`,
)
const claim = statement<ClaimedJobRow>(
  'claim_import_job',
  `UPDATE user_import_jobs j SET lease_token = $1, lease_until = $2, claims = j.claims + 1, status = CASE j.status WHEN 'Pending' THEN 'InProgress' ELSE j.status END
  WHERE j.id = (
    SELECT id FROM user_import_jobs WHERE active_pool_id IS NOT NULL AND lease_until <= $3 ORDER BY lease_until LIMIT 1 FOR UPDATE SKIP LOCKED
  )
  RETURNING ${claimedColumns('j')}`,
)
const finish = statement(
  'finish_import_job',
  `WITH ended AS (
    UPDATE user_import_jobs SET
      status = CASE status WHEN 'Stopping' THEN 'Stopped' ELSE $3 END, completion_message = CASE status WHEN 'Stopping' THEN $5 ELSE $4 END,
      completed_at = $6, active_pool_id = NULL, file_id = NULL, lease_token = NULL, lease_until = NULL
    WHERE id = $1 AND lease_token = $2 AND status IN ('InProgress', 'Stopping') RETURNING id
  )
  DELETE FROM user_import_chunks c USING ended WHERE c.job_id = ended.id`,
)
const release = statement('release_import_job', `UPDATE user_import_jobs SET lease_until = to_timestamp(0), claims = 0 WHERE id = $1 AND lease_token = $2`)
const expire = statement<{ expired: number }>(
  'expire_import_jobs',
  `WITH due AS (SELECT id FROM user_import_jobs WHERE status = 'Created' AND created_at <= $1 ORDER BY created_at LIMIT 100 FOR UPDATE SKIP LOCKED),
  ended AS (
    UPDATE user_import_jobs j SET status = 'Expired', completion_message = $2, completed_at = $3, file_id = NULL FROM due WHERE j.id = due.id RETURNING j.id
  ),
  dropped AS (DELETE FROM user_import_chunks c USING ended WHERE c.job_id = ended.id)
  SELECT count(*)::int AS expired FROM ended`,
)

export type StartJob = { poolId: string; jobId: string; now: Date; createdAfter: Date }

/** Compare-and-set Created → Pending; 'busy' when the pool has another active job. */
export const startJob = ({ sql }: UserImportStoreDeps, { poolId, jobId, now, createdAfter }: StartJob): Promise<UserImportJob | 'no-file' | 'busy' | null> =>
  translated(async () => {
    try {
      const [row] = await retryConflicts(() => sql.query(start, [poolId, jobId, now, createdAfter]))
      if (row === undefined) return null
      const { noFile, ...job } = row
      return noFile || job.id === null ? 'no-file' : jobFromRow(job)
    } catch (error) {
      if (isUniqueViolation(error, 'user_import_jobs_active_pool_id_key')) return 'busy'
      throw error
    }
  })

/** InProgress → Stopping, Pending → Stopped. */
export const stopJob = ({ sql }: UserImportStoreDeps, { poolId, jobId, now, message }: { poolId: string; jobId: string; now: Date; message: string }): Promise<UserImportJob | null> =>
  translated(async () => {
    const [row] = await retryConflicts(() => sql.query(stop, [poolId, jobId, now, message]))
    return row === undefined ? null : jobFromRow(row)
  })

/** Of racing processes one gets a job. */
export const claimJob = ({ sql }: UserImportStoreDeps, { now, leaseUntil, leaseToken }: { now: Date; leaseUntil: Date; leaseToken: string }): Promise<ClaimedImportJob | null> =>
  translated(async () => {
    const [row] = await retryConflicts(() => sql.query(claim, [leaseToken, leaseUntil, now]))
    return row === undefined ? null : claimedFromRow(row)
  })

export type FinishJob = { status: 'Failed' | 'Succeeded'; message: string; stopMessage: string; now: Date }

/** Only while the claim holds. */
export const finishJob = ({ sql }: UserImportStoreDeps, { id, leaseToken }: Pick<ClaimedImportJob, 'id' | 'leaseToken'>, { status, message, stopMessage, now }: FinishJob): Promise<void> =>
  translated(async () => void (await retryConflicts(() => sql.run(finish, [id, leaseToken, status, message, stopMessage, now]))))

/** Only while the claim holds. */
export const releaseJob = ({ sql }: UserImportStoreDeps, { id, leaseToken }: Pick<ClaimedImportJob, 'id' | 'leaseToken'>): Promise<void> =>
  translated(async () => void (await retryConflicts(() => sql.run(release, [id, leaseToken]))))

/** At most 100 at once. */
export const expireJobs = ({ sql }: UserImportStoreDeps, createdBefore: Date, message: string, now: Date): Promise<number> =>
  translated(async () => {
    const [row] = await retryConflicts(() => sql.query(expire, [createdBefore, message, now]))
    return row?.expired ?? 0
  })
