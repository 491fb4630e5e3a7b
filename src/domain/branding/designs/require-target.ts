import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { BrandTarget } from '#src/domain/branding/brand.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'

export type RequireTargetDeps = { userPools: Pick<UserPoolStore, 'findPool'>; appClients: Pick<AppClientStore, 'findClient'> }

/** ResourceNotFound when there is no such pool, or it has no such client. */
export async function requireTarget(deps: RequireTargetDeps, { poolId, clientId }: BrandTarget): Promise<BrandTarget> {
  if ((await deps.userPools.findPool(poolId)) === null) throw new DomainError('ResourceNotFound', `User pool ${poolId} does not exist.`)
  if (clientId !== null && (await deps.appClients.findClient(clientId))?.poolId !== poolId) throw new DomainError('ResourceNotFound', `User pool client ${clientId} does not exist.`)
  return { poolId, clientId }
}
