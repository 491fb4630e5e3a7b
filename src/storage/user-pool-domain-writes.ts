import { Prisma } from '#prisma/client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import { statement } from './engine/sql.ts'
import { raisePoolVersion } from './pool-version.ts'
import type { UserPoolStoreDeps } from './prisma-user-pool-store.ts'
import { retryConflicts } from './retry-conflicts.ts'
import { translated } from './translate-error.ts'
import { loadCustomDomains, takeDueDomain } from './user-pool-domain-rows.ts'

export type DomainWrites = Pick<UserPoolStore, 'createDomain' | 'updateDomain' | 'deleteDomain' | 'takeDueDomain' | 'putOffCheck' | 'recordProof' | 'listCustomDomains'>

const raiseVersion = statement('raise_version_of_pool', 'UPDATE user_pools SET version = version + 1 WHERE id = $1')
/** The same claim, not a later one of the same name. */
const recordProof = statement(
  'record_proof',
  'UPDATE user_pool_domains SET status = $4, proved_at = $5, check_at = $6, lost_at = $7 WHERE domain = $1 AND pool_id = $2 AND created_at = $3 AND ($8::timestamptz IS NULL OR check_at = $8)',
)

const putOff = statement('put_off_check', 'UPDATE user_pool_domains SET check_at = $4 WHERE domain = $1 AND pool_id = $2 AND created_at = $3 AND check_at = $5')

/** Writes of domains. Each makes its pool another one for those who built upon it. */
export function createDomainWrites({ commit, database: { prisma, sql } }: UserPoolStoreDeps): DomainWrites {
  const write = <Result>(domain: Pick<UserPoolDomain, 'poolId' | 'domain'>, change: Prisma.PrismaPromise<Result>, before: readonly Prisma.PrismaPromise<unknown>[] = []) =>
    commit.write(change, changesOf(domain), [raisePoolVersion(prisma, domain.poolId), ...before])
  return {
    async createDomain(domain, before) {
      const gone = before === null || before.status === 'ACTIVE' ? [] : [prisma.userPoolDomain.deleteMany({ where: { domain: before.domain, poolId: before.poolId, status: before.status, createdAt: before.createdAt } })]
      const { customDomainConfig: config, ...data } = domain
      const create = prisma.userPoolDomain.create({ data: { ...data, customDomainConfig: json(config) } })
      if (before === null) await write(domain, create)
      else await commit.write(create, [...changesOf(domain), ...changesOf(before)], [...gone, raisePoolVersion(prisma, domain.poolId)])
    },
    async updateDomain({ domain, poolId, managedLoginVersion, customDomainConfig }) {
      const data = { managedLoginVersion, customDomainConfig: json(customDomainConfig) }
      const { count } = await write({ domain, poolId }, prisma.userPoolDomain.updateMany({ where: { domain, poolId }, data }))
      if (count === 0) throw new DomainError('ResourceNotFound', 'Domain does not exist.')
    },
    deleteDomain: async (poolId, domain) => void (await write({ poolId, domain }, prisma.userPoolDomain.deleteMany({ where: { poolId, domain } }))),
    listCustomDomains: () => translated(() => loadCustomDomains(sql)),
    takeDueDomain: (now, again) => translated(async () => (await retryConflicts(() => sql.query(takeDueDomain, [now, again])))[0] ?? null),
    // Nobody who reads domains asks when they are checked: what is in memory stays.
    putOffCheck: ({ domain, poolId, createdAt, checkAt }, lease) => translated(async () => void (await sql.run(putOff, [domain, poolId, createdAt, checkAt, lease]))),
    recordProof: ({ domain, poolId, createdAt, status, provedAt, checkAt, lostAt }, lease) =>
      commit.transaction(changesOf({ domain, poolId }), async (within) => {
        await within.query(raiseVersion, [poolId])
        return (await within.run(recordProof, [domain, poolId, createdAt, status, provedAt, checkAt, lostAt, lease])) === 1
      }),
  }
}

const changesOf = ({ poolId, domain }: Pick<UserPoolDomain, 'poolId' | 'domain'>) => [{ kind: 'pool', key: poolId }, { kind: 'domain', key: domain }] as const

const json = (config: UserPoolDomain['customDomainConfig']) => (config === null ? Prisma.DbNull : (config as Prisma.InputJsonObject))
