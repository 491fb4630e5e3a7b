import { DomainError } from '#src/domain/domain-error.ts'
import type { UserImportStore } from './user-import-store.ts'

export type RequireNoImportDeps = { userImports: Pick<UserImportStore, 'hasActiveJob'> }

/** UserImportInProgress while users are imported into the pool: its schema and settings are what rows are judged by. */
export const requireNoImport = async (deps: RequireNoImportDeps, poolId: string): Promise<void> => {
  if (!(await deps.userImports.hasActiveJob(poolId))) return
  throw new DomainError('UserImportInProgress', 'The user pool cannot be changed while a user import job is in progress for it.')
}
