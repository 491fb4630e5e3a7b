import type { ClaimedImportJob, UserImportJob } from '#src/domain/user-imports/user-import-job.ts'

type JobRow = Omit<UserImportJob, 'counts'> & { imported: number; skipped: number; failed: number }
type ClaimedRow = JobRow & Omit<ClaimedImportJob, keyof UserImportJob>

/** A row of `user_import_jobs` as the columns below give it. */
export type UserImportJobRow = JobRow
export type ClaimedJobRow = ClaimedRow

/** What a job shows, of the table called `alias`. */
export const jobColumns = (alias: string): string =>
  `${alias}.id, ${alias}.pool_id AS "poolId", ${alias}.name, ${alias}.role_arn AS "roleArn", ${alias}.hash_algorithm AS "hashAlgorithm", ${alias}.status,
    ${alias}.imported_users AS imported, ${alias}.skipped_users AS skipped, ${alias}.failed_users AS failed,
    ${alias}.completion_message AS "completionMessage", ${alias}.created_at AS "createdAt", ${alias}.started_at AS "startedAt", ${alias}.completed_at AS "completedAt"`

/** What whoever works on it needs besides. */
export const claimedColumns = (alias: string): string =>
  `${jobColumns(alias)}, ${alias}.file_id AS "fileId", ${alias}.file_lines AS "fileLines", ${alias}.next_byte AS "nextByte", ${alias}.next_line AS "nextLine",
    ${alias}.claims, ${alias}.lease_token AS "leaseToken"`

export const jobFromRow = ({ imported, skipped, failed, ...row }: JobRow): UserImportJob => ({ ...row, counts: { imported, skipped, failed } })

export const claimedFromRow = ({ imported, skipped, failed, ...row }: ClaimedRow): ClaimedImportJob => ({ ...row, counts: { imported, skipped, failed } })
