import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { claimOf, type DomainEvidence, type DomainHosts } from './domain-proof.ts'
import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'
import { assertNoFailover, domainKind, type UserPoolDomainRequest, userPoolDomainRequest } from './user-pool-domain.ts'
import type { UserPoolStore } from './user-pool-store.ts'
import type { UserPoolDomain } from './user-pool.ts'

export type CreateUserPoolDomainDeps = FindPoolDeps & {
  userPools: Pick<UserPoolStore, 'findDomain' | 'listDomains' | 'createDomain'>
  domainHosts: DomainHosts
  domainEvidence: DomainEvidence
  clock: Clock
}

/**
 * Gives the pool a prefix domain or a custom one: one of each at most, each name once in the installation. A custom domain
 * answers once its owner's word was found, unless nobody has to be asked: `vouched` is the operator's own word.
 * InvalidParameter, ResourceNotFound (Cognito: CreateUserPoolDomain).
 */
export const createUserPoolDomain = async (deps: CreateUserPoolDomainDeps, request: UserPoolDomainRequest, vouched = false): Promise<UserPoolDomain> => {
  const { UserPoolId, ...given } = request
  const parsed = parseRequest(userPoolDomainRequest, given)
  assertNoFailover(parsed)
  const { Domain, ManagedLoginVersion = 1, CustomDomainConfig } = parsed
  const pool = await requireUserPool(deps, UserPoolId)
  const kind = domainKind(Domain, CustomDomainConfig !== undefined)
  assertNotOwn(deps.domainHosts, Domain, kind)
  const taken = await deps.userPools.findDomain(Domain)
  if (taken !== null && !(await givesWay(deps, taken, pool.id))) throw new DomainError('InvalidParameter', 'Domain already associated with another user pool.', { field: 'Domain' })
  const existing = await deps.userPools.listDomains(pool.id)
  if (existing.some((domain) => domain.kind === kind && domain.domain !== Domain)) throw new DomainError('InvalidParameter', 'User pool already has a domain configured.', { field: 'Domain' })
  const now = deps.clock.now()
  const waits = kind === 'custom' && deps.domainHosts.proofRequired && !vouched
  const domain: UserPoolDomain = {
    domain: Domain, poolId: pool.id, kind, managedLoginVersion: ManagedLoginVersion, customDomainConfig: CustomDomainConfig ?? null,
    status: waits ? 'CREATING' : 'ACTIVE', createdAt: now, provedAt: vouched && kind === 'custom' ? now : null, checkAt: waits ? now : null, lostAt: null,
  }
  await deps.userPools.createDomain(domain, taken)
  return domain
}

/** A claim that came to nothing keeps nobody away, its own pool included; one that waits does not keep the pool away that the owner has named. */
const givesWay = async ({ domainEvidence, domainHosts }: CreateUserPoolDomainDeps, { domain, poolId, kind, status }: UserPoolDomain, to: string): Promise<boolean> =>
  status === 'FAILED' || (status === 'CREATING' && kind === 'custom' && poolId !== to && (await domainEvidence.look(claimOf(domainHosts, { domain, poolId: to }))) === 'found')

const assertNotOwn = (hosts: DomainHosts, domain: string, kind: UserPoolDomain['kind']): void => {
  if (kind === 'custom' ? hosts.isOwn(domain) : hosts.isBase(hosts.prefixHost(domain))) {
    throw new DomainError('InvalidParameter', `Domain is reserved by this server: ${domain}`, { field: 'Domain' })
  }
}
