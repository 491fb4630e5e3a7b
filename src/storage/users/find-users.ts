import type { User } from '#src/domain/users/user.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { isUuid } from '#src/storage/uuid.ts'
import { userColumns, userFromRow, type UserRow } from './user-columns.ts'
import type { UserStoreDeps } from './user-store.ts'

const byName = statement<UserRow>(
  'find_user_by_name',
  `SELECT ${userColumns('u')} FROM user_names n JOIN users u ON u.id = n.user_id WHERE n.pool_id = $1 AND n.name = $2`,
)
const byId = statement<UserRow>('find_user_by_id', `SELECT ${userColumns('u')} FROM users u WHERE u.pool_id = $1 AND u.id = $2`)
const byIds = statement<UserRow>('find_users_by_id', `SELECT ${userColumns('u')} FROM users u WHERE u.pool_id = $1 AND u.id = ANY($2::uuid[])`)

/** One statement, whatever kind of name it is. */
export async function findUserByName({ sql, sealer }: UserStoreDeps, poolId: string, canonicalName: string): Promise<User | null> {
  const [row] = await sql.query(byName, [poolId, canonicalName])
  return row === undefined ? null : userFromRow(sealer, row)
}

/** One statement; null for what is not a uuid. */
export async function findUserById({ sql, sealer }: UserStoreDeps, poolId: string, userId: string): Promise<User | null> {
  if (!isUuid(userId)) return null
  const [row] = await sql.query(byId, [poolId, userId])
  return row === undefined ? null : userFromRow(sealer, row)
}

/** One statement; in the order asked for, without those that are gone. */
export async function findUsersById({ sql, sealer }: UserStoreDeps, poolId: string, userIds: string[]): Promise<User[]> {
  const wanted = userIds.filter(isUuid)
  if (wanted.length === 0) return []
  const rows = await sql.query(byIds, [poolId, wanted])
  const rowsById = new Map(rows.map((row) => [row.id, row]))
  return wanted.flatMap((id) => {
    const row = rowsById.get(id.toLowerCase())
    return row === undefined ? [] : [userFromRow(sealer, row)]
  })
}
