import { seconds } from '#src/contracts/duration.ts'
import type { Random } from '#src/crypto/random.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import { readHeader } from './csv-header.ts'
import { admitRows, judgeRows, namesToAsk } from './judge-rows.ts'
import { type FileLine, readLines } from './read-lines.ts'
import { STOPPED } from './stop-user-import-job.ts'
import { type ClaimedImportJob, MOST_ROWS, type RowCounts } from './user-import-job.ts'
import type { UserImportStore } from './user-import-store.ts'

export type RunImportJobDeps = {
  userImports: Pick<UserImportStore, 'claimJob' | 'readChunk' | 'findTaken' | 'commitBatch' | 'finishJob' | 'releaseJob'>
  userPools: Pick<UserPoolStore, 'findPool'>
  random: Pick<Random, 'uuid' | 'token'>
  clock: Clock
  /** Lets other work of the process come first, between one batch of rows and the next. */
  breathe(): Promise<void>
}

/** Longer than some rows can take, so that a claim ends only when its process died. */
const LEASE = seconds(30)
/** A job that was taken up so often without a row imported ends its processes, or cannot be run. */
const MOST_CLAIMS = 5
/** Rows of one statement: others' statements wait for it on the embedded engine. */
const ROWS_AT_ONCE = 50
/** Times that names may be taken by others between looking and storing. */
const MOST_TRIES = 20

const SUCCEEDED = 'Import Job Completed Successfully.'
const TOO_MANY = 'Too many users have failed or been skipped during the import.'

/**
 * Takes up one job that waits, if there is one, and imports its rows until it ends, is stopped, or `isStopping` says that the process
 * is: then another goes on where this one ended. Each row is imported and counted once, whatever happens. Null when no job waits.
 */
export const runImportJob = async (deps: RunImportJobDeps, isStopping: () => boolean = () => false): Promise<ClaimedImportJob | null> => {
  const now = deps.clock.now()
  const job = await deps.userImports.claimJob({ now, leaseUntil: leaseFrom(now), leaseToken: deps.random.token(16) })
  if (job === null) return null
  const end = job.claims > MOST_CLAIMS ? failed('The import job ended unexpectedly each time that it was taken up.') : await importRows(deps, job, isStopping)
  if (end === 'released') await deps.userImports.releaseJob(job)
  else await deps.userImports.finishJob(job, { ...end, stopMessage: STOPPED, now: deps.clock.now() })
  return job
}

type JobEnd = { status: 'Failed' | 'Succeeded'; message: string }
const failed = (message: string): JobEnd => ({ status: 'Failed', message })

const importRows = async (deps: RunImportJobDeps, job: ClaimedImportJob, isStopping: () => boolean): Promise<JobEnd | 'released'> => {
  if (job.fileLines - 1 > MOST_ROWS) return failed(`The CSV file has more than ${MOST_ROWS} users.`)
  const pool = await deps.userPools.findPool(job.poolId)
  if (pool === null) return failed('The user pool was deleted.')
  const first = await readLines(deps.userImports, job.fileId, { byte: 0, line: 1 }).next()
  const header = readHeader(pool, first.done === true ? null : first.value.text, job.hashAlgorithm !== null)
  if ('fault' in header) return failed(header.fault)
  const begin = job.nextLine > 1 || first.done === true ? { byte: job.nextByte, line: job.nextLine } : { byte: first.value.end, line: 2 }
  const counts = { ...job.counts }
  for await (const lines of inBatches(readLines(deps.userImports, job.fileId, begin))) {
    if (isStopping()) return 'released'
    const done = await importBatch(deps, job, { pool, columns: header.columns }, lines)
    // Stopped, or another process has the job: finishing tells which.
    if (done === null) return failed('The import job was taken away from its process.')
    for (const outcome of ['imported', 'skipped', 'failed'] as const) counts[outcome] += done[outcome]
    await deps.breathe()
  }
  return counts.failed + counts.skipped > counts.imported ? failed(TOO_MANY) : { status: 'Succeeded', message: SUCCEEDED }
}

/** Stores what some rows came to; null when the job is not ours to go on with. */
const importBatch = async (
  deps: RunImportJobDeps, job: ClaimedImportJob, { pool, columns }: { pool: UserPool; columns: readonly string[] }, lines: FileLine[],
): Promise<RowCounts | null> => {
  const last = lines.at(-1)
  if (last === undefined) return { imported: 0, skipped: 0, failed: 0 }
  const now = deps.clock.now()
  const judged = judgeRows(deps.random, { pool, job, columns, now }, lines)
  const { names, ids } = namesToAsk(judged)
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const admitted = admitRows(pool, judged, await deps.userImports.findTaken(pool.id, names, ids))
    const stored = await deps.userImports.commitBatch(job, { ...admitted, nextByte: last.end, nextLine: last.line + 1 }, now, leaseFrom(deps.clock.now()))
    if (stored !== 'taken') return stored ? admitted.counts : null
  }
  throw new Error('Names of imported users were taken by others each time between looking and storing.')
}

async function* inBatches(lines: AsyncGenerator<FileLine>): AsyncGenerator<FileLine[]> {
  let batch: FileLine[] = []
  for await (const line of lines) {
    batch.push(line)
    if (batch.length < ROWS_AT_ONCE) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE)
