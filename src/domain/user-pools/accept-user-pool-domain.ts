import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPoolStore } from './user-pool-store.ts'
import type { UserPoolDomain } from './user-pool.ts'

export type AcceptUserPoolDomainDeps = { userPools: Pick<UserPoolStore, 'findDomain' | 'recordProof'>; clock: Clock }

/** Lets a custom domain go live on the operator's own word, which nobody looks for in DNS afterwards. ResourceNotFound. */
export const acceptUserPoolDomain = async (deps: AcceptUserPoolDomainDeps, request: { Domain: string }): Promise<UserPoolDomain> => {
  const found = await deps.userPools.findDomain(request.Domain)
  if (found === null || found.kind !== 'custom') throw new DomainError('ResourceNotFound', `No user pool has claimed ${request.Domain}.`)
  const accepted: UserPoolDomain = { ...found, status: 'ACTIVE', provedAt: found.provedAt ?? deps.clock.now(), checkAt: null, lostAt: null }
  if (!(await deps.userPools.recordProof(accepted, null))) throw new DomainError('ConcurrentModification', 'The domain was changed at the same time.')
  return accepted
}
