import type { PrismaClient } from '#prisma/client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { TERMS_NAMES, type Terms, type TermsStore } from '#src/domain/terms/terms.ts'
import { keysetPage } from './keyset-page.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

type TermsRow = Awaited<ReturnType<PrismaClient['terms']['findMany']>>[number]

/** Documents of app clients. */
export function createTermsStore({ prisma }: { prisma: PrismaClient }): TermsStore {
  return {
    createTerms: (terms) => translated(async () => void (await prisma.terms.create({ data: terms, select: { id: true } }))),
    findTerms: (poolId, id) =>
      translated(async () => {
        const row = isUuid(id) ? await prisma.terms.findUnique({ where: { id, poolId } }) : null
        return row === null ? null : termsFromRow(row)
      }),
    termsOfClient: (poolId, clientId) => translated(async () => (await prisma.terms.findMany({ where: { clientId, poolId } })).map(termsFromRow)),
    updateTerms: ({ id, poolId, ...change }, lastChange) =>
      translated(async () => {
        const { count } = await prisma.terms.updateMany({ where: { id, poolId, updatedAt: lastChange }, data: change })
        if (count === 0) throw new DomainError('ConcurrentModification', 'The terms were changed at the same time.')
      }),
    deleteTerms: (poolId, id) =>
      translated(async () => {
        const { count } = isUuid(id) ? await prisma.terms.deleteMany({ where: { id, poolId } }) : { count: 0 }
        if (count === 0) throw new DomainError('ResourceNotFound', 'Terms not found.')
      }),
    listTerms: ({ poolId, after, limit }) =>
      translated(async () => {
        const where = { poolId, ...(after !== null && { id: { gt: after } }) }
        const found = await prisma.terms.findMany({ where, orderBy: { id: 'asc' }, take: limit + 1 })
        const { rows, next } = keysetPage(found, limit, ({ id }) => id)
        return { terms: rows.map(termsFromRow), next }
      }),
  }
}

/** Rows hold only what the domain has checked. */
const termsFromRow = (row: TermsRow): Terms => ({
  ...row, name: TERMS_NAMES.find((name) => name === row.name) ?? 'terms-of-use', source: 'LINK', enforcement: 'NONE', links: row.links as Terms['links'],
})
