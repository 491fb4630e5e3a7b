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
  /** The domain that discovery and links name: the custom one before the prefix, null when the pool has none. */
  domainOf(poolId: string): Promise<UserPoolDomain | null>
  listDomains(poolId: string): Promise<UserPoolDomain[]>
  /** InvalidParameter when the name is taken. */
  createDomain(domain: UserPoolDomain): Promise<void>
  updateDomain(domain: UserPoolDomain): Promise<void>
  deleteDomain(poolId: string, domain: string): Promise<void>
}
