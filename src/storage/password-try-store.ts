import type { Sealer } from '#src/crypto/sealing.ts'
import type { PasswordTryStore } from '#src/domain/sign-in/password-try-store.ts'
import { countedFromRow, type CountedRow, countingOn, countingValues } from './counting.ts'
import { type Sql, statement } from './engine/sql.ts'
import { translated } from './translate-error.ts'
import { maybeUserFromRow, type MaybeUserRow, userColumns } from './users/user-columns.ts'

/** The subject is chosen inside the statement, so that a known and an unknown name cost the same. */
const begin = statement<MaybeUserRow & CountedRow & { subject: string }>(
  'begin_password_try',
  `WITH found AS (SELECT u.* FROM user_names n JOIN users u ON u.id = n.user_id WHERE n.pool_id = $6 AND n.name = $7),
  s AS (SELECT coalesce((SELECT id::text FROM found), $8::text) AS subject),
  counted AS (${countingOn('s')})
  SELECT s.subject, counted.*, ${userColumns('found')} FROM s CROSS JOIN counted LEFT JOIN found ON true`,
)

/** The one statement before a password is compared. */
export function createPasswordTryStore({ sql, sealer }: { sql: Sql; sealer: Sealer }): PasswordTryStore {
  return {
    beginPasswordTry: (input) =>
      translated(async () => {
        const [row] = await sql.query(begin, [...countingValues(input), input.poolId, input.canonicalName, input.unknownSubject])
        if (row === undefined) throw new Error('A counted try has a row.')
        return { user: maybeUserFromRow(sealer, row), subject: row.subject, counted: countedFromRow(row) }
      }),
  }
}
