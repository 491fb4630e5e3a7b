import type { Sealer } from '#src/crypto/sealing.ts'
import type { ChallengeName } from '#src/domain/sign-in/challenge.ts'
import type { SignInAttempt, SignInAttemptStore, Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import { type Sql, statement } from './engine/sql.ts'
import { translated } from './translate-error.ts'
import { maybeUserFromRow, type MaybeUserRow, userColumns } from './users/user-columns.ts'

type AttemptRow = Omit<SignInAttempt, 'wire' | 'challenge'> & { wire: string; challenge: string }

const create = statement(
  'create_sign_in_attempt',
  `INSERT INTO sign_in_attempts (id, pool_id, client_id, user_id, wire, challenge, state, step, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
)
const find = statement<AttemptRow>(
  'find_sign_in_attempt',
  `SELECT id AS "idDigest", pool_id AS "poolId", client_id AS "clientId", user_id AS "userId", wire, challenge, state, step,
    created_at AS "createdAt", expires_at AS "expiresAt"
  FROM sign_in_attempts WHERE id = $1`,
)
const attemptColumns: Readonly<Record<keyof AttemptRow, string>> = {
  idDigest: 'id', poolId: 'pool_id', clientId: 'client_id', userId: 'user_id', wire: 'wire', challenge: 'challenge', state: 'state', step: 'step',
  createdAt: 'created_at', expiresAt: 'expires_at',
}
const taken = Object.entries(attemptColumns).map(([name, column]) => `taken.${column} AS "attempt.${name}"`).join(', ')
type TakenRow = { [Name in keyof AttemptRow as `attempt.${Name}`]: AttemptRow[Name] } & MaybeUserRow
const take = statement<TakenRow>(
  'take_sign_in_attempt',
  `WITH taken AS (
    DELETE FROM sign_in_attempts
    WHERE id = $1 AND pool_id = $2 AND client_id = $3 AND challenge = $4 AND (wire = 'hosted') = $5 AND expires_at > $6
    RETURNING *
  )
  SELECT ${taken}, ${userColumns('u')} FROM taken LEFT JOIN users u ON u.pool_id = taken.pool_id AND u.id = taken.user_id`,
)
const advance = statement(
  'advance_sign_in_attempt',
  `UPDATE sign_in_attempts SET id = $3, challenge = $4, user_id = $5, state = $6, expires_at = $7, step = step + 1 WHERE id = $1 AND step = $2`,
)
const finish = statement('finish_sign_in_attempt', 'DELETE FROM sign_in_attempts WHERE id = $1 AND step = $2')

/** Sign-ins under way. A finished one is deleted: what it knew is of no use to anybody. */
export function createSignInAttemptStore({ sql, sealer }: { sql: Sql; sealer: Sealer }): SignInAttemptStore {
  return {
    createAttempt: (attempt) => translated(async () => void (await sql.run(create, valuesOf(attempt)))),
    findAttempt: (idDigest) =>
      translated(async () => {
        const [row] = await sql.query(find, [idDigest])
        return row === undefined ? null : attemptOf(row)
      }),
    takeAttempt: ({ idDigest, poolId, clientId, challenge, onPages, now }) =>
      translated(async () => {
        const [row] = await sql.query(take, [idDigest, poolId, clientId, challenge, onPages, now])
        if (row === undefined) return null
        const attempt = Object.fromEntries(Object.keys(attemptColumns).map((name) => [name, row[`attempt.${name as keyof AttemptRow}`]])) as AttemptRow
        return { attempt: attemptOf(attempt), user: maybeUserFromRow(sealer, row) }
      }),
    advanceAttempt: ({ idDigest, step }, { newIdDigest, challenge, userId, state, expiresAt }) =>
      translated(async () => (await sql.run(advance, [idDigest, step, newIdDigest ?? idDigest, challenge, userId, state, expiresAt])) === 1),
    finishAttempt: ({ idDigest, step }) => translated(async () => (await sql.run(finish, [idDigest, step])) === 1),
  }
}

const attemptOf = (row: AttemptRow): SignInAttempt => ({ ...row, wire: row.wire as Wire, challenge: row.challenge as ChallengeName | 'START' })

function valuesOf({ idDigest, poolId, clientId, userId, wire, challenge, state, step, createdAt, expiresAt }: SignInAttempt): unknown[] {
  return [idDigest, poolId, clientId, userId, wire, challenge, state, step, createdAt, expiresAt]
}
