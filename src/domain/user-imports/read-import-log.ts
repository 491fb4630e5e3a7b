import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { isSigned, type SignedJob } from './upload-address.ts'
import { KEPT_PROBLEMS, type RowProblem } from './user-import-job.ts'
import type { UserImportStore } from './user-import-store.ts'

export type ReadImportLogDeps = { userImports: Pick<UserImportStore, 'findJob' | 'listProblems'>; keyedHash: Pick<KeyedHash, 'verify'> }

/**
 * Why rows of a job were not imported, the newest thousand in order of their lines, for whoever has the job's address, at any time; null
 * for anybody else. Nothing of the rows themselves is in it.
 */
export const readImportLog = async (deps: ReadImportLogDeps, signed: SignedJob): Promise<RowProblem[] | null> => {
  if (!isSigned(deps.keyedHash, signed)) return null
  const job = await deps.userImports.findJob(signed.poolId, signed.jobId)
  return job === null ? null : deps.userImports.listProblems(job.id, KEPT_PROBLEMS)
}

/** A line as the service writes it to its log (Cognito: viewing the user pool import results). */
export const problemText = ({ line, outcome, reason }: RowProblem): string => `[${outcome}] Line Number ${line} - ${reason}`
