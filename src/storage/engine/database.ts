import type { PrismaClient } from '#prisma/client.ts'
import type { Sql } from './sql.ts'

/** An open database: Prisma for the ordinary, `sql` for the hot paths, both over the same connections. */
export type Database = {
  readonly prisma: PrismaClient
  readonly sql: Sql
  readonly kind: 'embedded' | 'postgresql'
  /** Resolves when the database answers; throws DatabaseUnavailable within 5 seconds otherwise. */
  ping(): Promise<void>
  /** Lets running statements end, then closes every connection and gives up the data folder. */
  close(): Promise<void>
  /** Statements sent since opening, including those that begin and end transactions: for benchmarks and query-count tests. */
  statements(): number
}
