import type { HashAlgorithm } from '#src/crypto/imported-hash.ts'
import { hours, minutes } from '#src/contracts/duration.ts'

/** Cognito: UserImportJobStatusType. */
export type UserImportJobStatus = 'Created' | 'Pending' | 'InProgress' | 'Stopping' | 'Expired' | 'Stopped' | 'Failed' | 'Succeeded'

/** What became of rows so far. */
export type RowCounts = { imported: number; skipped: number; failed: number }

/** An import of users from a CSV file into a pool (Cognito: UserImportJobType). */
export type UserImportJob = {
  /** `import-…`. */
  id: string
  poolId: string
  name: string
  /** Kept and shown; row results are kept with the job instead of being sent anywhere. */
  roleArn: string
  /** What made the hashes of the file; null: users come without passwords. */
  hashAlgorithm: HashAlgorithm | null
  status: UserImportJobStatus
  counts: RowCounts
  completionMessage: string | null
  createdAt: Date
  startedAt: Date | null
  completedAt: Date | null
}

/** A job that one process works on, and how far it has come. */
export type ClaimedImportJob = UserImportJob & {
  /** The upload that counts. */
  fileId: string
  fileLines: number
  /** Where the next row begins in the file, and its line; the header is line 1. */
  nextByte: number
  nextLine: number
  /** Times it was taken up since rows were last imported, this one counted. */
  claims: number
  /** Proves the claim. */
  leaseToken: string
}

/** A row that was not imported, told without anything of its contents. */
export type RowProblem = { line: number; outcome: 'FAILED' | 'SKIPPED'; reason: string }

/** How long a file may be uploaded after the job was created (Cognito: PreSignedUrl). */
export const UPLOAD_TIME = minutes(15)
/** How long a job waits to be started (Cognito: 24 to 48 hours). */
export const START_TIME = hours(24)
/** Most bytes, rows and characters in a row (Cognito: formatting the CSV file). */
export const MOST_BYTES = 100 * 1024 * 1024
export const MOST_ROWS = 500_000
export const MOST_CHARACTERS = 16_000
/** Bytes in each stored piece of a file, but the last. */
export const CHUNK_BYTES = 256 * 1024
/** Rows that were not imported, kept for reading. */
export const KEPT_PROBLEMS = 1000

export const isActive = ({ status }: Pick<UserImportJob, 'status'>): boolean => status === 'Pending' || status === 'InProgress' || status === 'Stopping'
