import type { UserPool, UserPoolDomain } from './user-pool.ts'

export type PoolPage = { pools: UserPool[]; next: string | null }

/** Pools and their domains. Reads may be served from a cache that is at most a second old; writes are seen by this process at once. */
export type UserPoolStore = {
  findPool(poolId: string): Promise<UserPool | null>
  /** Id order; `after` is the last id of the page before. */
  listPools(page: { region: string | null; after: string | null; limit: number }): Promise<PoolPage>
  /** How many users the pool has now; `estimatedUsers` of a pool that was read is as old as the record. */
  estimateUsers(poolId: string): Promise<number>
  /** Whether there are that many pools, or more. */
  hasPools(count: number): Promise<boolean>
  /** Refuses a taken id with ConcurrentModification. */
  createPool(pool: UserPool): Promise<void>
  /** Compare-and-set on `version`; ConcurrentModification when somebody else was first. Returns the stored pool. */
  updatePool(pool: UserPool): Promise<UserPool>
  /** Everything in the pool goes with it. */
  deletePool(poolId: string): Promise<void>
  findDomain(domain: string): Promise<UserPoolDomain | null>
  /** The domain that discovery and links name: the custom one before the prefix, null when none of the pool's answers. */
  domainOf(poolId: string): Promise<UserPoolDomain | null>
  listDomains(poolId: string): Promise<UserPoolDomain[]>
  /** All custom domains of the installation, by name. */
  listCustomDomains(): Promise<UserPoolDomain[]>
  /** InvalidParameter when the name is taken; a claim that does not answer gives way, if it is still as the caller found it. */
  createDomain(domain: UserPoolDomain, before: UserPoolDomain | null): Promise<void>
  /** Look and certificate alone. */
  updateDomain(domain: UserPoolDomain): Promise<void>
  /** One domain whose owner's word is due to be looked for, for the caller alone until `again`. */
  takeDueDomain(now: Date, again: Date): Promise<UserPoolDomain | null>
  /** Changes nothing unless the claim is still the caller's until `lease`. */
  putOffCheck(domain: Pick<UserPoolDomain, 'domain' | 'poolId' | 'createdAt' | 'checkAt'>, lease: Date): Promise<void>
  /** Keeps status and proof of this very claim; false when it is gone, or not the caller's until `lease` any more. */
  recordProof(domain: UserPoolDomain, lease: Date | null): Promise<boolean>
  deleteDomain(poolId: string, domain: string): Promise<void>
}
