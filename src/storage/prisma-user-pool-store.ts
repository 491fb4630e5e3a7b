import type { Prisma } from '#prisma/client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { type UserPoolSettings, withLaterOptions } from '#src/domain/user-pools/user-pool-settings.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { CommitChanges } from './cache/commit-changes.ts'
import type { Caches } from './caches.ts'
import { deletePool } from './delete-pool.ts'
import type { Database } from './engine/database.ts'
import { type Sql, statement } from './engine/sql.ts'
import { holdsAtLeast } from './holds-at-least.ts'
import { keysetPage } from './keyset-page.ts'
import { translated } from './translate-error.ts'
import { createDomainWrites } from './user-pool-domain-writes.ts'

type PoolRow = Prisma.UserPoolGetPayload<{ include: { userCounts: true } }>
export type UserPoolStoreDeps = { database: Database; caches: Caches; commit: CommitChanges }

/** Ids and host names that no record can have are not looked up, nor remembered: they may be long and hold anything. */
const poolIdForm = /^[\w-]{1,128}$/
const domainForm = /^[a-z0-9.-]{1,253}$/

/** Pools and domains: reads from memory, lists and writes by Prisma. */
export function createUserPoolStore(deps: UserPoolStoreDeps): UserPoolStore {
  const { caches, commit, database: { prisma } } = deps
  return {
    findPool: (poolId) => (poolIdForm.test(poolId) ? translated(() => caches.pools.read(poolId)) : Promise.resolve(null)),
    listPools: ({ region, after, limit }) =>
      translated(async () => {
        const where = { ...(region !== null && { region }), ...(after !== null && { id: { gt: after } }) }
        const found = await prisma.userPool.findMany({ where, include: { userCounts: true }, orderBy: { id: 'asc' }, take: limit + 1 })
        const { rows, next } = keysetPage(found, limit, ({ id }) => id)
        return { pools: rows.map(poolFromRow), next }
      }),
    estimateUsers: (poolId) =>
      translated(async () => usersIn(await prisma.userCount.findMany({ where: { poolId } }))),
    hasPools: (count) => holdsAtLeast(deps.database.sql, 'pools', count),
    createPool: async ({ id, region, name, settings, version, createdAt, updatedAt }) => {
      const data = { id, region, name, settings: settings as unknown as Prisma.InputJsonValue, version, createdAt, updatedAt }
      await commit.write(prisma.userPool.create({ data }), [{ kind: 'pool', key: id }])
    },
    async updatePool(pool) {
      const { id, version, name, settings, updatedAt } = pool
      const data = { name, settings: settings as unknown as Prisma.InputJsonValue, updatedAt, version: { increment: 1 } }
      const { count } = await commit.write(prisma.userPool.updateMany({ where: { id, version }, data }), [{ kind: 'pool', key: id }])
      const stored = await translated(() => caches.pools.read(id))
      if (stored === null) throw new DomainError('ResourceNotFound', `User pool ${id} does not exist.`)
      if (count === 0) throw new DomainError('ConcurrentModification', 'The user pool was changed at the same time.')
      return stored
    },
    deletePool: (poolId) => deletePool(deps, poolId),
    findDomain: (domain) => (domainForm.test(domain) ? translated(() => caches.domains.read(domain)) : Promise.resolve(null)),
    async domainOf(poolId) {
      const domains = (await translated(() => caches.domainsOfPools.read(poolId))) ?? []
      const live = domains.filter(({ status }) => status === 'ACTIVE')
      return live.find(({ kind }) => kind === 'custom') ?? live[0] ?? null
    },
    listDomains: async (poolId) => (await translated(() => caches.domainsOfPools.read(poolId))) ?? [],
    ...createDomainWrites(deps),
  }
}

const findPool = statement<Omit<PoolRow, 'userCounts'> & { users: number }>(
  'find_pool',
  `SELECT id, region, name, settings, version, created_at AS "createdAt", updated_at AS "updatedAt",
    coalesce((SELECT sum(users) FROM user_counts WHERE pool_id = user_pools.id), 0)::int AS users
  FROM user_pools WHERE id = $1`,
)

export async function loadPool(sql: Sql, id: string): Promise<UserPool | null> {
  const [row] = await sql.query(findPool, [id])
  return row === undefined ? null : poolFromRow({ ...row, userCounts: [row] })
}

function poolFromRow({ id, region, name, settings, version, createdAt, updatedAt, userCounts }: Omit<PoolRow, 'userCounts'> & { userCounts: readonly { users: number }[] }): UserPool {
  return { id, region, name, settings: withLaterOptions(settings as unknown as UserPoolSettings), version, estimatedUsers: usersIn(userCounts), createdAt, updatedAt }
}

const usersIn = (counts: readonly { users: number }[]): number => counts.reduce((sum, { users }) => sum + users, 0)
