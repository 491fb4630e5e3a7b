import { type Sql, statement } from './engine/sql.ts'
import { translated } from './translate-error.ts'

const counted = (rows: string): string => `SELECT (SELECT count(*) FROM (${rows} LIMIT $1::int) AS found) >= $1::int AS full`

const rowsOf = {
  pools: statement<{ full: boolean }>('holds_pools', counted('SELECT 1 FROM user_pools')),
  clients: statement<{ full: boolean }>('holds_clients', counted('SELECT 1 FROM app_clients WHERE pool_id = $2')),
  groups: statement<{ full: boolean }>('holds_groups', counted('SELECT 1 FROM groups WHERE pool_id = $2')),
}

/** Whether there are that many, without counting beyond it; clients and groups of one pool. */
export const holdsAtLeast = (sql: Sql, what: keyof typeof rowsOf, count: number, ...owner: [poolId?: string]): Promise<boolean> =>
  translated(async () => (await sql.query(rowsOf[what], [count, ...owner]))[0]?.full === true)
