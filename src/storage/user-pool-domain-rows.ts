import type { LiveDomain, UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import { type Sql, type Statement, statement } from './engine/sql.ts'

const columns = `domain, pool_id AS "poolId", kind, managed_login_version AS "managedLoginVersion", custom_domain_config AS "customDomainConfig", status,
  created_at AS "createdAt", proved_at AS "provedAt", check_at AS "checkAt", lost_at AS "lostAt"`
const findDomain = statement<UserPoolDomain>('find_domain', `SELECT ${columns} FROM user_pool_domains WHERE domain = $1`)
const findDomainsOfPool = statement<UserPoolDomain>('find_domains_of_pool', `SELECT ${columns} FROM user_pool_domains WHERE pool_id = $1 ORDER BY domain`)
const listDomains = statement<UserPoolDomain>('list_custom_domains', `SELECT ${columns} FROM user_pool_domains WHERE kind = 'custom' ORDER BY domain`)
const liveDomains = statement<LiveDomain>(
  'live_domains',
  `SELECT domain, pool_id AS "poolId", kind, coalesce(proved_at, created_at) AS since FROM user_pool_domains WHERE status = 'ACTIVE'`,
)

/** One due claim, put off for everybody else; two instances never get the same one. */
export const takeDueDomain: Statement<UserPoolDomain> = statement(
  'take_due_domain',
  `UPDATE user_pool_domains SET check_at = $2 WHERE domain =
    (SELECT domain FROM user_pool_domains WHERE check_at <= $1 ORDER BY check_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${columns}`,
)

export async function loadDomain(sql: Sql, domain: string): Promise<UserPoolDomain | null> {
  return (await sql.query(findDomain, [domain]))[0] ?? null
}

export const loadDomainsOfPool = (sql: Sql, poolId: string): Promise<UserPoolDomain[]> => sql.query(findDomainsOfPool, [poolId])

export const loadCustomDomains = (sql: Sql): Promise<UserPoolDomain[]> => sql.query(listDomains, [])

export const loadLiveDomains = (sql: Sql): Promise<LiveDomain[]> => sql.query(liveDomains, [])
