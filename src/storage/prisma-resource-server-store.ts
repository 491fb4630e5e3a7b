import type { Prisma, PrismaClient } from '#prisma/client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { ResourceServer, ResourceServerStore } from '#src/domain/resource-servers/resource-server.ts'
import type { CommitChanges } from './cache/commit-changes.ts'
import type { Caches } from './caches.ts'
import { type Sql, statement } from './engine/sql.ts'
import { keysetPage } from './keyset-page.ts'
import { raisePoolVersion } from './pool-version.ts'
import { translated } from './translate-error.ts'

/** Resource servers: a pool has few, so all of a pool's are kept in memory together. */
export function createResourceServerStore({ prisma, caches, commit }: { prisma: PrismaClient; caches: Caches; commit: CommitChanges }): ResourceServerStore {
  const readAll = async (poolId: string) => (await translated(() => caches.resourceServersOfPools.read(poolId))) ?? []
  const write = <Result>(poolId: string, change: Prisma.PrismaPromise<Result>) => commit.write(change, [{ kind: 'pool', key: poolId }], [raisePoolVersion(prisma, poolId)])
  return {
    findResourceServer: async (poolId, identifier) => (await readAll(poolId)).find((server) => server.identifier === identifier) ?? null,
    async listResourceServers({ poolId, after, limit }) {
      const following = (await readAll(poolId)).filter(({ identifier }) => after === null || identifier > after)
      const { rows, next } = keysetPage(following, limit, ({ identifier }) => identifier)
      return { resourceServers: rows, next }
    },
    createResourceServer: async (server) => void (await write(server.poolId, prisma.resourceServer.create({ data: { ...server } }))),
    async updateResourceServer({ poolId, identifier, name, scopes, updatedAt }) {
      const { count } = await write(poolId, prisma.resourceServer.updateMany({ where: { poolId, identifier }, data: { name, scopes, updatedAt } }))
      if (count === 0) throw new DomainError('ResourceNotFound', 'Resource server does not exist.')
    },
    deleteResourceServer: async (poolId, identifier) => void (await write(poolId, prisma.resourceServer.deleteMany({ where: { poolId, identifier } }))),
  }
}

const findResourceServers = statement<ResourceServer>(
  'find_resource_servers',
  `SELECT pool_id AS "poolId", identifier, name, scopes, created_at AS "createdAt", updated_at AS "updatedAt" FROM resource_servers WHERE pool_id = $1`,
)

/** In the order of JavaScript's comparison, by which pages are cut. */
export async function loadResourceServers(sql: Sql, poolId: string): Promise<ResourceServer[]> {
  const servers = await sql.query(findResourceServers, [poolId])
  return servers.sort((a, b) => (a.identifier < b.identifier ? -1 : 1))
}
