import type { PasswordCredential, User } from '#src/domain/users/user.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { translated } from '#src/storage/translate-error.ts'
import { isUuid } from '#src/storage/uuid.ts'
import { savedColumns, savedValues, whyNotSaved } from './save-user.ts'
import { userColumns, userFromRow, type UserRow } from './user-columns.ts'
import { IMPORTED_HASH, storedCredential } from './user-values.ts'
import type { UserStoreDeps } from './user-store.ts'

const replacePassword = statement<UserRow>(
  'set_password',
  `WITH before AS (
    SELECT id, version, password_hash FROM users WHERE pool_id = $1 AND id = $2 AND version = $3 FOR NO KEY UPDATE
  ),
  changed AS (
    UPDATE users u SET ${savedColumns}, password_hash = $12, srp_sealed = $13, password_set_at = $14, password_expires_at = $15
    FROM before WHERE u.id = before.id
    RETURNING u.*
  ),
  forgotten AS (
    DELETE FROM password_history h USING before
    WHERE h.user_id = before.id AND h.replaced_by NOT IN (
      SELECT newer.replaced_by FROM password_history newer WHERE newer.user_id = before.id
      ORDER BY newer.replaced_by DESC LIMIT greatest($16::int - 1, 0)
    )
  ),
  remembered AS (
    INSERT INTO password_history (user_id, replaced_by, password_hash, created_at)
    SELECT id, version + 1, password_hash, $14::timestamptz FROM before WHERE password_hash <> '${IMPORTED_HASH}' AND $16::int > 0
  )
  SELECT ${userColumns('changed')} FROM changed`,
)
const readHistory = statement<{ passwordHash: string }>(
  'password_history',
  'SELECT password_hash AS "passwordHash" FROM password_history WHERE user_id = $1 ORDER BY replaced_by DESC LIMIT $2',
)

/** One statement: saves the record with the new credential and keeps the `historySize` newest of the old hashes. Compare-and-set like updateUser. */
export function setPassword({ sql, sealer }: UserStoreDeps, user: User, credential: PasswordCredential, historySize: number): Promise<User> {
  return translated(async () => {
    const { passwordHash, srpSealed } = storedCredential(sealer, user.id, credential)
    const values = [passwordHash, srpSealed, credential.setAt, credential.expiresAt, historySize]
    const [row] = await sql.query(replacePassword, [...savedValues(user), ...values])
    if (row === undefined) throw await whyNotSaved(sql, user)
    return userFromRow(sealer, row)
  })
}

/** Hashes of earlier passwords, newest first, the current one not among them. */
export async function passwordHistory({ sql }: UserStoreDeps, userId: string, limit: number): Promise<string[]> {
  if (!isUuid(userId)) return []
  const rows = await sql.query(readHistory, [userId, limit])
  return rows.map(({ passwordHash }) => passwordHash)
}
