import { z } from 'zod'
import { poolId, text } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { UserImportJob } from './user-import-job.ts'
import type { UserImportStore } from './user-import-store.ts'

export type FindJobDeps = FindPoolDeps & { userImports: Pick<UserImportStore, 'findJob'> }

const named = z.object({ UserPoolId: poolId, JobId: text({ min: 1, max: 55, pattern: 'import-[0-9a-zA-Z-]+' }) })

/** A request about one job. */
export type NamedJob = z.input<typeof named>

/** The job as it stands. ResourceNotFound (Cognito: DescribeUserImportJob). */
export const describeUserImportJob = async (deps: FindJobDeps, input: NamedJob): Promise<UserImportJob> => {
  const { UserPoolId, JobId } = parseRequest(named, input)
  const pool = await requireUserPool(deps, UserPoolId)
  const job = await deps.userImports.findJob(pool.id, JobId)
  if (job === null) throw new DomainError('ResourceNotFound', `User import job ${JobId} does not exist.`)
  return job
}
