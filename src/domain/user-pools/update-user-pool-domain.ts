import { parseRequest } from '#src/domain/validation-error.ts'
import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'
import { assertNoFailover, noSuchDomain, type UserPoolDomainRequest, userPoolDomainRequest } from './user-pool-domain.ts'
import type { UserPoolStore } from './user-pool-store.ts'
import type { UserPoolDomain } from './user-pool.ts'

export type UpdateUserPoolDomainDeps = FindPoolDeps & { userPools: Pick<UserPoolStore, 'findDomain' | 'updateDomain'> }

/** Changes look or certificate of a domain; its name stays. InvalidParameter, ResourceNotFound (Cognito: UpdateUserPoolDomain). */
export const updateUserPoolDomain = async (deps: UpdateUserPoolDomainDeps, request: UserPoolDomainRequest): Promise<UserPoolDomain> => {
  const { UserPoolId, ...given } = request
  const parsed = parseRequest(userPoolDomainRequest, given)
  assertNoFailover(parsed)
  const { Domain, ManagedLoginVersion, CustomDomainConfig } = parsed
  const pool = await requireUserPool(deps, UserPoolId)
  const current = await deps.userPools.findDomain(Domain)
  if (current === null || current.poolId !== pool.id) throw noSuchDomain()
  const changed: UserPoolDomain = {
    ...current,
    managedLoginVersion: ManagedLoginVersion ?? current.managedLoginVersion,
    customDomainConfig: CustomDomainConfig ?? current.customDomainConfig,
  }
  await deps.userPools.updateDomain(changed)
  return changed
}
