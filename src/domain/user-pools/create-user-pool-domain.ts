import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'
import { assertNoFailover, domainKind, type UserPoolDomainRequest, userPoolDomainRequest } from './user-pool-domain.ts'
import type { UserPoolStore } from './user-pool-store.ts'
import type { UserPoolDomain } from './user-pool.ts'

export type CreateUserPoolDomainDeps = FindPoolDeps & {
  userPools: Pick<UserPoolStore, 'findDomain' | 'listDomains' | 'createDomain'>
  clock: Clock
}

/**
 * Gives the pool a prefix domain or a custom one: one of each at most, each name once in the installation.
 * InvalidParameter, ResourceNotFound (Cognito: CreateUserPoolDomain).
 */
export const createUserPoolDomain = async (deps: CreateUserPoolDomainDeps, request: UserPoolDomainRequest): Promise<UserPoolDomain> => {
  const { UserPoolId, ...given } = request
  const parsed = parseRequest(userPoolDomainRequest, given)
  assertNoFailover(parsed)
  const { Domain, ManagedLoginVersion = 1, CustomDomainConfig } = parsed
  const pool = await requireUserPool(deps, UserPoolId)
  const kind = domainKind(Domain, CustomDomainConfig !== undefined)
  const taken = await deps.userPools.findDomain(Domain)
  if (taken !== null) throw new DomainError('InvalidParameter', 'Domain already associated with another user pool.', { field: 'Domain' })
  const existing = await deps.userPools.listDomains(pool.id)
  if (existing.some((domain) => domain.kind === kind)) throw new DomainError('InvalidParameter', 'User pool already has a domain configured.', { field: 'Domain' })
  const domain: UserPoolDomain = {
    domain: Domain, poolId: pool.id, kind, managedLoginVersion: ManagedLoginVersion,
    customDomainConfig: CustomDomainConfig ?? null, status: 'ACTIVE', createdAt: deps.clock.now(),
  }
  await deps.userPools.createDomain(domain)
  return domain
}
