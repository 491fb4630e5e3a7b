import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import { queryRows, rowsStatement } from '#src/storage/engine/rows-asked.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { gatherReads } from '#src/storage/gather-reads.ts'
import { isUuid } from '#src/storage/uuid.ts'
import { userColumns, userFromRow, type UserRow } from './user-columns.ts'
import type { UserStoreDeps } from './user-store.ts'

/** Names of one statement at most. */
const MOST_AT_ONCE = 100

const byNames = rowsStatement<UserRow & { place: number }>('find_users_by_name', { pool_id: 'text', name: 'text' }, (asked) =>
  `SELECT ${userColumns('u')}, a.place
  FROM ${asked} JOIN user_names n ON n.pool_id = a.pool_id AND n.name = a.name JOIN users u ON u.id = n.user_id`)
const byId = statement<UserRow>('find_user_by_id', `SELECT ${userColumns('u')} FROM users u WHERE u.pool_id = $1 AND u.id = $2`)
const byIds = statement<UserRow>('find_users_by_id', `SELECT ${userColumns('u')} FROM users u WHERE u.pool_id = $1 AND u.id = ANY($2::uuid[])`)

/** The reader of users by a name of whatever kind: one statement for those asked for at once. */
export function createNameReader({ sql, sealer }: UserStoreDeps): UserStore['findUserByName'] {
  const read = gatherReads<{ poolId: string; name: string }, User | null>({
    most: MOST_AT_ONCE,
    async readAll(asked) {
      const rows = await queryRows(sql, byNames, asked.map(({ poolId, name }) => [poolId, name]))
      const users = asked.map((): User | null => null)
      for (const row of rows) users[row.place - 1] = userFromRow(sealer, row)
      return users
    },
  })
  return (poolId, canonicalName) => read({ poolId, name: canonicalName })
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
