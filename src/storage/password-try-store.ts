import type { Sealer } from '#src/crypto/sealing.ts'
import type { PasswordTryStore } from '#src/domain/sign-in/password-try-store.ts'
import { countedFromRow, type CountedRow, countingOn, countingShared, countingValues } from './counting.ts'
import { knownPlace, knownPlaceValues } from './known-place.ts'
import { type Sql, statement } from './engine/sql.ts'
import { translated } from './translate-error.ts'
import { maybeUserFromRow, type MaybeUserRow, userColumns } from './users/user-columns.ts'

/**
 * The subject is chosen inside the statement, so that a known and an unknown name cost the same. Rows are always locked in one
 * order, the network's before the user's.
 */
const begin = statement<MaybeUserRow & (CountedRow | { count: null }) & { subject: string; networkWindowStart: Date | null }>(
  'begin_password_try',
  `WITH found AS (SELECT u.* FROM user_names n JOIN users u ON u.id = n.user_id WHERE n.pool_id = $6 AND n.name = $7),
  s AS (SELECT coalesce((SELECT found.id::text || coalesce(${knownPlace('found.id', 13)}, '') FROM found), $8::text) AS subject),
  network AS (${countingShared({ kind: '$9', subject: '$10', now: '$2', window: '$11' })}),
  refusal AS (SELECT window_start FROM network WHERE count > $12::int),
  counted AS (${countingOn('(SELECT subject FROM s WHERE NOT EXISTS (SELECT 1 FROM refusal)) s')})
  SELECT s.subject, refusal.window_start AS "networkWindowStart", counted.*, ${userColumns('found')}
  FROM s LEFT JOIN refusal ON true LEFT JOIN counted ON true LEFT JOIN found ON true`,
)

/** The one statement before a password is compared. */
export function createPasswordTryStore({ sql, sealer }: { sql: Sql; sealer: Sealer }): PasswordTryStore {
  return {
    beginPasswordTry: (input) =>
      translated(async () => {
        const { network = null } = input
        const [row] = await sql.query(begin, [
          ...countingValues(input), input.poolId, input.canonicalName, input.unknownSubject,
          network?.kind ?? null, network?.subject ?? null, network?.window ?? 0, network?.limit ?? 0, ...knownPlaceValues(input.places ?? null),
        ])
        if (row === undefined) throw new Error('A counted try has a row.')
        return {
          user: maybeUserFromRow(sealer, row),
          subject: row.subject,
          counted: row.count === null ? { count: 0, windowStart: input.now, lockedUntil: null, locked: false } : countedFromRow(row),
          networkRetryAt: network === null || row.networkWindowStart === null ? null : new Date(row.networkWindowStart.getTime() + network.window),
        }
      }),
  }
}
