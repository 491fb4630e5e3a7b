import { z } from 'zod'
import { HASH_ALGORITHMS } from '#src/crypto/imported-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import type { Clock } from '#src/domain/clock.ts'
import { arn, NAME_PATTERN, poolId, text } from '#src/domain/constraint.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { UserImportJob } from './user-import-job.ts'
import type { UserImportStore } from './user-import-store.ts'

export type CreateUserImportJobDeps = FindPoolDeps & { userImports: Pick<UserImportStore, 'createJob'>; random: Pick<Random, 'fromAlphabet'>; clock: Clock }

const request = z.object({
  UserPoolId: poolId,
  JobName: text({ min: 1, max: 128, pattern: NAME_PATTERN }),
  CloudWatchLogsRoleArn: arn,
  PasswordHashingAlgorithm: z.enum(HASH_ALGORITHMS).exactOptional(),
})

export type CreateUserImportJobRequest = z.input<typeof request>

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A job that waits for its file. ResourceNotFound, LimitExceeded for the 1,001st of a pool (Cognito: CreateUserImportJob). */
export const createUserImportJob = async (deps: CreateUserImportJobDeps, input: CreateUserImportJobRequest): Promise<UserImportJob> => {
  const given = parseRequest(request, input)
  const pool = await requireUserPool(deps, given.UserPoolId)
  const job: UserImportJob = {
    id: `import-${deps.random.fromAlphabet(ALPHABET, 20)}`,
    poolId: pool.id,
    name: given.JobName,
    roleArn: given.CloudWatchLogsRoleArn,
    hashAlgorithm: given.PasswordHashingAlgorithm ?? null,
    status: 'Created',
    counts: { imported: 0, skipped: 0, failed: 0 },
    completionMessage: null,
    createdAt: deps.clock.now(),
    startedAt: null,
    completedAt: null,
  }
  await deps.userImports.createJob(job)
  return job
}
