import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'
import { noSuchDomain } from './user-pool-domain.ts'
import type { UserPoolStore } from './user-pool-store.ts'

export type DeleteUserPoolDomainDeps = FindPoolDeps & { userPools: Pick<UserPoolStore, 'findDomain' | 'deleteDomain'> }

/** Takes the domain from the pool. InvalidParameter when it is not the pool's; ResourceNotFound (Cognito: DeleteUserPoolDomain). */
export const deleteUserPoolDomain = async (deps: DeleteUserPoolDomainDeps, request: { UserPoolId: string; Domain: string }): Promise<void> => {
  const pool = await requireUserPool(deps, request.UserPoolId)
  const domain = await deps.userPools.findDomain(request.Domain)
  if (domain === null || domain.poolId !== pool.id) throw noSuchDomain()
  await deps.userPools.deleteDomain(pool.id, domain.domain)
}
