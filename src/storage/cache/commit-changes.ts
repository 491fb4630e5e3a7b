import type { Prisma } from '#prisma/client.ts'
import type { Database } from '#src/storage/engine/database.ts'
import { type Sql, statement } from '#src/storage/engine/sql.ts'
import { retryConflicts } from '#src/storage/retry-conflicts.ts'
import { translated } from '#src/storage/translate-error.ts'
import { type Change, writeChange } from './change.ts'
import { changeChannel } from './change-feed.ts'

/** Writes what is cached: in one transaction with the word of it to other instances, forgotten here before it returns. */
export type CommitChanges = {
  /** One statement of Prisma, after those of `before`. */
  write<Result>(write: Prisma.PrismaPromise<Result>, changes: readonly Change[], before?: readonly Prisma.PrismaPromise<unknown>[]): Promise<Result>
  /** Statements written by hand. */
  transaction<Result>(changes: readonly Change[], work: (sql: Sql) => Promise<Result>): Promise<Result>
}

const announceChange = statement('announce_change', `SELECT pg_notify('${changeChannel}', $1)`)

/** `forget` drops a change's records in this process; it is called even when the write failed, since its fate may be unknown. */
export function createCommitChanges({ database, forget }: { database: Pick<Database, 'prisma' | 'sql' | 'listen'>; forget(change: Change): void }): CommitChanges {
  const { prisma, sql } = database
  // The embedded engine has nobody else to tell.
  const told = (changes: readonly Change[]) => (database.listen === undefined ? [] : changes.map(writeChange))

  async function forgetting<Result>(changes: readonly Change[], work: () => Promise<Result>): Promise<Result> {
    try {
      return await translated(() => retryConflicts(work))
    } finally {
      changes.forEach(forget)
    }
  }

  return {
    write: (write, changes, before = []) =>
      forgetting(changes, async () => {
        const announcements = told(changes).map((text) => prisma.$executeRaw`SELECT pg_notify(${changeChannel}, ${text})`)
        const results: unknown[] = await prisma.$transaction([...before, write, ...announcements])
        return results[before.length] as Awaited<typeof write>
      }),
    transaction: (changes, work) =>
      forgetting(changes, () =>
        sql.transaction(async (within) => {
          const result = await work(within)
          for (const text of told(changes)) await within.query(announceChange, [text])
          return result
        }),
      ),
  }
}
