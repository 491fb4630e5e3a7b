import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { UserImportJob } from './user-import-job.ts'
import type { UserImportStore } from './user-import-store.ts'

export type ListUserImportJobsDeps = FindPoolDeps & { userImports: Pick<UserImportStore, 'listJobs'> }

/** A pool's jobs, newest first; `next` is the `after` of the following page. ResourceNotFound (Cognito: ListUserImportJobs). */
export const listUserImportJobs = async (
  deps: ListUserImportJobsDeps, page: { UserPoolId: string; limit: number; after: string | null },
): Promise<{ jobs: UserImportJob[]; next: string | null }> => {
  const pool = await requireUserPool(deps, page.UserPoolId)
  return deps.userImports.listJobs({ poolId: pool.id, after: page.after, limit: page.limit })
}
