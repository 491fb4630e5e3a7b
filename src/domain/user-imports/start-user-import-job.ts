import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { autoVerified } from '#src/domain/user-pools/read-user-pool.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { describeUserImportJob, type FindJobDeps, type NamedJob } from './describe-user-import-job.ts'
import { START_TIME, type UserImportJob } from './user-import-job.ts'
import type { UserImportStore } from './user-import-store.ts'

export type StartUserImportJobDeps = FindJobDeps & {
  userImports: Pick<UserImportStore, 'findJob' | 'startJob'>
  clock: Clock
  /** Tells whoever runs jobs that there is one. */
  announceImport(): void
}

/**
 * Lets a job begin whose file is there; some process takes it up within seconds. Of racing calls one wins. PreconditionNotMet without a
 * file, when it was started or expired, while another job of the pool runs, or when the pool verifies no contact; ResourceNotFound
 * (Cognito: StartUserImportJob).
 */
export const startUserImportJob = async (deps: StartUserImportJobDeps, input: NamedJob): Promise<UserImportJob> => {
  const job = await describeUserImportJob(deps, input)
  const pool = await requireUserPool(deps, job.poolId)
  if (autoVerified(pool).length === 0) throw notMet('The user pool has no auto verified attributes: no user could be imported.')
  const now = deps.clock.now()
  const started = await deps.userImports.startJob({ poolId: pool.id, jobId: job.id, now, createdAfter: new Date(now.getTime() - START_TIME) })
  if (started === 'no-file') throw notMet(`No csv file was uploaded for ${job.id}`)
  if (started === 'busy') throw notMet('Another import job of the user pool has not ended.')
  if (started === null) throw notMet(`User import job ${job.id} cannot be started: it was started before, or has expired.`)
  deps.announceImport()
  return started
}

const notMet = (text: string): DomainError => new DomainError('PreconditionNotMet', text, { reason: 'import-job-state' })
