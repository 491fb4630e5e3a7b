import { Prisma, type PrismaClient } from '#prisma/client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPoolSettings } from '#src/domain/user-pools/user-pool-settings.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserPool, UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import type { CommitChanges } from './cache/commit-changes.ts'
import type { Caches } from './caches.ts'
import { deletePool } from './delete-pool.ts'
import type { Database } from './engine/database.ts'
import { keysetPage } from './keyset-page.ts'
import { raisePoolVersion } from './pool-version.ts'
import { translated } from './translate-error.ts'

type PoolRow = Prisma.UserPoolGetPayload<{ include: { userCounts: true } }>
type DomainRow = Prisma.UserPoolDomainGetPayload<object>
export type UserPoolStoreDeps = { database: Database; caches: Caches; commit: CommitChanges }

/** Ids and host names that no record can have are not looked up, nor remembered: they may be long and hold anything. */
const poolIdForm = /^[\w-]{1,128}$/
const domainForm = /^[a-z0-9.-]{1,253}$/

/** Pools and domains: reads from memory, lists and writes by Prisma. */
export function createUserPoolStore(deps: UserPoolStoreDeps): UserPoolStore {
  const { caches, commit, database: { prisma } } = deps
  const domainWrite = <Result>({ poolId, domain }: Pick<UserPoolDomain, 'poolId' | 'domain'>, write: Prisma.PrismaPromise<Result>) =>
    commit.write(write, [{ kind: 'pool', key: poolId }, { kind: 'domain', key: domain }], [raisePoolVersion(prisma, poolId)])
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
      return domains.find(({ kind }) => kind === 'custom') ?? domains[0] ?? null
    },
    listDomains: async (poolId) => (await translated(() => caches.domainsOfPools.read(poolId))) ?? [],
    createDomain: async (domain) => void (await domainWrite(domain, prisma.userPoolDomain.create({ data: domainData(domain) }))),
    async updateDomain(domain) {
      const { managedLoginVersion, customDomainConfig, status } = domainData(domain)
      const where = { domain: domain.domain, poolId: domain.poolId }
      const { count } = await domainWrite(domain, prisma.userPoolDomain.updateMany({ where, data: { managedLoginVersion, customDomainConfig, status } }))
      if (count === 0) throw new DomainError('ResourceNotFound', 'Domain does not exist.')
    },
    deleteDomain: async (poolId, domain) => void (await domainWrite({ poolId, domain }, prisma.userPoolDomain.deleteMany({ where: { poolId, domain } }))),
  }
}

export async function loadPool(prisma: PrismaClient, id: string): Promise<UserPool | null> {
  const row = await prisma.userPool.findUnique({ where: { id }, include: { userCounts: true } })
  return row && poolFromRow(row)
}

export async function loadDomain(prisma: PrismaClient, domain: string): Promise<UserPoolDomain | null> {
  const row = await prisma.userPoolDomain.findUnique({ where: { domain } })
  return row && domainFromRow(row)
}

export async function loadDomainsOfPool(prisma: PrismaClient, poolId: string): Promise<UserPoolDomain[]> {
  const rows = await prisma.userPoolDomain.findMany({ where: { poolId }, orderBy: { domain: 'asc' } })
  return rows.map(domainFromRow)
}

function poolFromRow({ id, region, name, settings, version, createdAt, updatedAt, userCounts }: PoolRow): UserPool {
  return { id, region, name, settings: settings as unknown as UserPoolSettings, version, estimatedUsers: usersIn(userCounts), createdAt, updatedAt }
}

const usersIn = (counts: readonly { users: number }[]): number => counts.reduce((sum, { users }) => sum + users, 0)

const domainFromRow = (row: DomainRow): UserPoolDomain => ({
  ...row,
  kind: row.kind === 'custom' ? 'custom' : 'prefix',
  customDomainConfig: row.customDomainConfig as UserPoolDomain['customDomainConfig'],
})

const domainData = (domain: UserPoolDomain) => ({
  ...domain,
  customDomainConfig: domain.customDomainConfig === null ? Prisma.DbNull : (domain.customDomainConfig as Prisma.InputJsonObject),
})
