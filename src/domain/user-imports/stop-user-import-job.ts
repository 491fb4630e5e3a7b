import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { describeUserImportJob, type FindJobDeps, type NamedJob } from './describe-user-import-job.ts'
import type { UserImportJob } from './user-import-job.ts'
import type { UserImportStore } from './user-import-store.ts'

export type StopUserImportJobDeps = FindJobDeps & { userImports: Pick<UserImportStore, 'findJob' | 'stopJob'>; clock: Clock }

export const STOPPED = 'The Import Job was stopped by the developer.'

/**
 * Ends a job after the rows it is at; users imported so far stay. PreconditionNotMet for a job that is not started or has ended,
 * ResourceNotFound (Cognito: StopUserImportJob).
 */
export const stopUserImportJob = async (deps: StopUserImportJobDeps, input: NamedJob): Promise<UserImportJob> => {
  const { id, poolId } = await describeUserImportJob(deps, input)
  const stopped = await deps.userImports.stopJob({ poolId, jobId: id, now: deps.clock.now(), message: STOPPED })
  if (stopped === null) throw new DomainError('PreconditionNotMet', `User import job ${id} is not in progress.`, { reason: 'import-job-state' })
  return stopped
}
