import { timestamp } from '#src/aws-api/timestamp.ts'
import { uploadAddress, type UploadAddressDeps } from '#src/domain/user-imports/upload-address.ts'
import type { UserImportJob } from '#src/domain/user-imports/user-import-job.ts'

/** UserImportJobType. */
export const userImportJobShape = (deps: UploadAddressDeps, job: UserImportJob) => ({
  JobName: job.name,
  JobId: job.id,
  UserPoolId: job.poolId,
  PreSignedUrl: uploadAddress(deps, job),
  CreationDate: timestamp(job.createdAt),
  StartDate: job.startedAt === null ? undefined : timestamp(job.startedAt),
  CompletionDate: job.completedAt === null ? undefined : timestamp(job.completedAt),
  Status: job.status,
  CloudWatchLogsRoleArn: job.roleArn,
  ImportedUsers: job.counts.imported,
  SkippedUsers: job.counts.skipped,
  FailedUsers: job.counts.failed,
  CompletionMessage: job.completionMessage ?? undefined,
  PasswordHashingAlgorithm: job.hashAlgorithm ?? undefined,
})
