import { DomainError } from '#src/domain/domain-error.ts'
import { requireNoImport, type RequireNoImportDeps } from '#src/domain/user-imports/require-no-import.ts'
import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'
import type { UserPoolStore } from './user-pool-store.ts'

export type DeleteUserPoolDeps = FindPoolDeps & RequireNoImportDeps & { userPools: Pick<UserPoolStore, 'deletePool' | 'listDomains'> }

/**
 * Deletes the pool and everything in it. InvalidParameter while deletion protection is on or a domain is left;
 * ResourceNotFound, UserImportInProgress (Cognito: DeleteUserPool).
 */
export const deleteUserPool = async (deps: DeleteUserPoolDeps, request: { UserPoolId: string }): Promise<void> => {
  const pool = await requireUserPool(deps, request.UserPoolId)
  await requireNoImport(deps, pool.id)
  if (pool.settings.DeletionProtection === 'ACTIVE') {
    throw new DomainError('InvalidParameter', 'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.')
  }
  const domains = await deps.userPools.listDomains(pool.id)
  if (domains.length > 0) {
    throw new DomainError('InvalidParameter', 'User pool cannot be deleted. It has a domain configured that should be deleted first.')
  }
  await deps.userPools.deletePool(pool.id)
}
