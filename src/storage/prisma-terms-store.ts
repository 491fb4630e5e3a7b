import type { Prisma, PrismaClient } from '#prisma/client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { TERMS_NAMES, type Terms, type TermsStore } from '#src/domain/terms/terms.ts'
import type { CommitChanges } from './cache/commit-changes.ts'
import type { Caches } from './caches.ts'
import { type Sql, statement } from './engine/sql.ts'
import { keysetPage } from './keyset-page.ts'
import { raisePoolVersion } from './pool-version.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

type TermsRow = Awaited<ReturnType<PrismaClient['terms']['findMany']>>[number]

/** Documents of app clients. A pool has few, so all of a pool's are kept in memory together, for the pages that link to them. */
export function createTermsStore({ prisma, caches, commit }: { prisma: PrismaClient; caches: Caches; commit: CommitChanges }): TermsStore {
  const write = <Result>(poolId: string, change: Prisma.PrismaPromise<Result>) => commit.write(change, [{ kind: 'pool', key: poolId }], [raisePoolVersion(prisma, poolId)])
  return {
    createTerms: async (terms) => void (await write(terms.poolId, prisma.terms.create({ data: terms, select: { id: true } }))),
    findTerms: (poolId, id) =>
      translated(async () => {
        const row = isUuid(id) ? await prisma.terms.findUnique({ where: { id, poolId } }) : null
        return row === null ? null : termsFromRow(row)
      }),
    termsOfClient: async (poolId, clientId) => ((await translated(() => caches.termsOfPools.read(poolId))) ?? []).filter((terms) => terms.clientId === clientId),
    async updateTerms({ id, poolId, ...change }, lastChange) {
      const { count } = await write(poolId, prisma.terms.updateMany({ where: { id, poolId, updatedAt: lastChange }, data: change }))
      if (count === 0) throw new DomainError('ConcurrentModification', 'The terms were changed at the same time.')
    },
    async deleteTerms(poolId, id) {
      const { count } = isUuid(id) ? await write(poolId, prisma.terms.deleteMany({ where: { id, poolId } })) : { count: 0 }
      if (count === 0) throw new DomainError('ResourceNotFound', 'Terms not found.')
    },
    listTerms: ({ poolId, after, limit }) =>
      translated(async () => {
        const where = { poolId, ...(after !== null && { id: { gt: after } }) }
        const found = await prisma.terms.findMany({ where, orderBy: { id: 'asc' }, take: limit + 1 })
        const { rows, next } = keysetPage(found, limit, ({ id }) => id)
        return { terms: rows.map(termsFromRow), next }
      }),
  }
}

const termsOfPool = statement<TermsRow>(
  'terms_of_pool',
  `SELECT id, pool_id AS "poolId", client_id AS "clientId", name, source, enforcement, links, version, created_at AS "createdAt", updated_at AS "updatedAt"
  FROM terms WHERE pool_id = $1 ORDER BY client_id, name`,
)

/** All documents of a pool. */
export const loadTerms = async (sql: Sql, poolId: string): Promise<Terms[]> => (await sql.query(termsOfPool, [poolId])).map(termsFromRow)

/** Rows hold only what the domain has checked. */
const termsFromRow = (row: TermsRow): Terms => ({
  ...row, name: TERMS_NAMES.find((name) => name === row.name) ?? 'terms-of-use', source: 'LINK', enforcement: 'NONE', links: row.links as Terms['links'],
})
