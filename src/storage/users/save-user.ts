import { DomainError } from '#src/domain/domain-error.ts'
import type { User } from '#src/domain/users/user.ts'
import { type Sql, statement } from '#src/storage/engine/sql.ts'
import { userColumns, userFromRow, type UserRow } from './user-columns.ts'
import type { UserStoreDeps } from './user-store.ts'

/** Without `tokens_valid_from`: a sign-out everywhere may have happened since the record was read. */
export const savedColumns = `username = $4, status = $5, enabled = $6, attributes = $7, pending_attributes = $8, mfa = $9, identities = $10,
    updated_at = $11, version = u.version + 1`

const saveRecord = statement<UserRow>(
  'save_user',
  `UPDATE users u SET ${savedColumns},
    password_hash = CASE WHEN $12::boolean THEN u.password_hash END, srp_sealed = CASE WHEN $12::boolean THEN u.srp_sealed END,
    password_set_at = CASE WHEN $12::boolean THEN u.password_set_at END, password_expires_at = CASE WHEN $12::boolean THEN u.password_expires_at END
  WHERE u.pool_id = $1 AND u.id = $2 AND u.version = $3
  RETURNING ${userColumns('u')}`,
)
const userExists = statement<{ id: string }>('user_exists', 'SELECT id FROM users WHERE pool_id = $1 AND id = $2')

/** $1 to $11 of a statement that saves a record. */
export function savedValues(user: User): unknown[] {
  return [
    user.poolId, user.id, user.version, user.username, user.status, user.enabled, user.attributes, user.pendingAttributes,
    user.mfa, JSON.stringify(user.identities), user.updatedAt,
  ]
}

/** Compare-and-set of the record; a credential can only be removed by it. ConcurrentModification or UserNotFound. */
export async function saveUser({ sql, sealer }: UserStoreDeps, user: User): Promise<User> {
  const [row] = await sql.query(saveRecord, [...savedValues(user), user.credential !== null])
  if (row === undefined) throw await whyNotSaved(sql, user)
  return userFromRow(sealer, row)
}

/** The refusal when no row had the expected version. */
export async function whyNotSaved(sql: Sql, { poolId, id }: User): Promise<DomainError> {
  const [row] = await sql.query(userExists, [poolId, id])
  return row === undefined
    ? new DomainError('UserNotFound', 'User does not exist.')
    : new DomainError('ConcurrentModification', 'The user was changed at the same time.')
}
