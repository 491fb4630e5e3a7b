import type { Clock } from '#src/domain/clock.ts'
import { START_TIME } from './user-import-job.ts'
import type { UserImportStore } from './user-import-store.ts'

export type ExpireImportJobsDeps = { userImports: Pick<UserImportStore, 'expireJobs'>; clock: Clock }

/** Ends jobs that were not started in time, and deletes their files; returns how many (Cognito: status Expired). */
export const expireImportJobs = async ({ userImports, clock }: ExpireImportJobsDeps): Promise<number> => {
  const now = clock.now()
  return userImports.expireJobs(new Date(now.getTime() - START_TIME), 'The user import job has expired.', now)
}
