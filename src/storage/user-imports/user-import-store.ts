import type { Sealer } from '#src/crypto/sealing.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { RowProblem, UserImportJob } from '#src/domain/user-imports/user-import-job.ts'
import type { UserImportStore } from '#src/domain/user-imports/user-import-store.ts'
import { type Sql, statement } from '#src/storage/engine/sql.ts'
import { keysetPage } from '#src/storage/keyset-page.ts'
import { translated } from '#src/storage/translate-error.ts'
import { isUuid } from '#src/storage/uuid.ts'
import { commitBatch } from './commit-batch.ts'
import { addChunk, completeUpload, dropUpload, readChunk } from './import-files.ts'
import { jobColumns, jobFromRow, type UserImportJobRow } from './job-columns.ts'
import { claimJob, expireJobs, finishJob, releaseJob, startJob, stopJob } from './job-states.ts'

export type UserImportStoreDeps = { sql: Sql; sealer: Sealer }

/** Cognito: quotas, user import jobs per user pool. */
const MOST_JOBS = 1000

const create = statement(
  'create_import_job',
  `INSERT INTO user_import_jobs (id, pool_id, name, role_arn, hash_algorithm, status, created_at)
  SELECT $1, $2, $3, $4, $5, $6, $7::timestamptz WHERE (SELECT count(*) FROM user_import_jobs WHERE pool_id = $2) < ${MOST_JOBS}`,
)
const find = statement<UserImportJobRow>('find_import_job', `SELECT ${jobColumns('j')} FROM user_import_jobs j WHERE j.pool_id = $1 AND j.id = $2`)
const list = statement<UserImportJobRow>(
  'list_import_jobs',
  `SELECT ${jobColumns('j')} FROM user_import_jobs j WHERE j.pool_id = $1 AND (j.created_at, j.id) < ($2::timestamptz, $3) ORDER BY j.created_at DESC, j.id DESC LIMIT $4`,
)
const active = statement<{ id: string }>('active_import_job', 'SELECT id FROM user_import_jobs WHERE active_pool_id = $1')
const taken = statement<{ name: string | null; id: string | null }>(
  'taken_for_import',
  `SELECT name, NULL::uuid AS id FROM user_names WHERE pool_id = $1 AND name = ANY($2::text[])
  UNION ALL SELECT NULL, id FROM users WHERE pool_id = $1 AND id = ANY($3::uuid[])`,
)
const problems = statement<RowProblem>(
  'list_import_rows',
  'SELECT line, outcome, reason FROM (SELECT line, outcome, reason FROM user_import_rows WHERE job_id = $1 ORDER BY line DESC LIMIT $2) newest ORDER BY line',
)

/** After every moment and id. */
const FIRST = ['infinity', ''] as const

/** Import jobs by hand-written statements: a job moves on by compare-and-set, so that one process at a time works on it. */
export function createUserImportStore(deps: UserImportStoreDeps): UserImportStore {
  const { sql } = deps
  return {
    createJob: (job) =>
      translated(async () => {
        const { id, poolId, name, roleArn, hashAlgorithm, status, createdAt } = job
        if ((await sql.run(create, [id, poolId, name, roleArn, hashAlgorithm, status, createdAt])) === 1) return
        throw new DomainError('LimitExceeded', `A user pool can have at most ${MOST_JOBS} import jobs.`)
      }),
    findJob: (poolId, jobId) =>
      translated(async () => {
        const [row] = await sql.query(find, [poolId, jobId])
        return row === undefined ? null : jobFromRow(row)
      }),
    listJobs: ({ poolId, after, limit }) =>
      translated(async () => {
        const { rows, next } = keysetPage(await sql.query(list, [poolId, ...(after === null ? FIRST : readCursor(after)), limit + 1]), limit, cursorOf)
        return { jobs: rows.map(jobFromRow), next }
      }),
    hasActiveJob: (poolId) => translated(async () => (await sql.query(active, [poolId])).length > 0),
    findTaken: (poolId, names, ids) =>
      translated(async () => {
        const rows = await sql.query(taken, [poolId, names, ids.filter(isUuid)])
        return { names: new Set(rows.flatMap(({ name }) => name ?? [])), ids: new Set(rows.flatMap(({ id }) => id ?? [])) }
      }),
    listProblems: (jobId, limit) => translated(() => sql.query(problems, [jobId, limit])),
    startJob: (start) => startJob(deps, start),
    stopJob: (stop) => stopJob(deps, stop),
    addChunk: (chunk) => addChunk(deps, chunk),
    completeUpload: (upload) => completeUpload(deps, upload),
    dropUpload: (jobId, fileId) => dropUpload(deps, jobId, fileId),
    readChunk: (fileId, position) => readChunk(deps, fileId, position),
    claimJob: (claim) => claimJob(deps, claim),
    commitBatch: (job, batch, now, leaseUntil) => commitBatch(deps, job, batch, now, leaseUntil),
    finishJob: (job, end) => finishJob(deps, job, end),
    releaseJob: (job) => releaseJob(deps, job),
    expireJobs: (createdBefore, message, now) => expireJobs(deps, createdBefore, message, now),
  }
}

const cursorOf = ({ createdAt, id }: Pick<UserImportJob, 'createdAt' | 'id'>): string => `${createdAt.toISOString()} ${id}`

function readCursor(text: string): [Date, string] {
  const [moment = '', id = ''] = text.split(' ')
  const createdAt = new Date(moment)
  if (Number.isNaN(createdAt.getTime())) throw new DomainError('InvalidParameter', 'Invalid pagination token.', { field: 'PaginationToken' })
  return [createdAt, id]
}
