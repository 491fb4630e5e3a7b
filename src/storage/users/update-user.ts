import type { User, UserName, UserNameKind } from '#src/domain/users/user.ts'
import { DatabaseError, isUniqueViolation } from '#src/storage/engine/database-error.ts'
import { type Sql, statement } from '#src/storage/engine/sql.ts'
import { retryConflicts } from '#src/storage/retry-conflicts.ts'
import { translated } from '#src/storage/translate-error.ts'
import { saveUser } from './save-user.ts'
import { nameTaken, readHolders } from './taken-names.ts'
import type { UserStoreDeps } from './user-store.ts'

export type NameChange = { kind: UserNameKind; name: string | null }

/** In order of id, whoever asks: two users who take each other's names do not wait for each other. */
const lockUsers = statement('lock_users', 'SELECT id FROM users WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE')
const dropNames = statement('drop_user_names', 'DELETE FROM user_names WHERE user_id = $1 AND kind = ANY($2::text[])')
const addNames = statement(
  'add_user_names',
  'INSERT INTO user_names (pool_id, name, user_id, kind) SELECT $1::text, n.name, $2::uuid, n.kind FROM unnest($3::text[], $4::text[]) AS n(name, kind) ORDER BY n.name',
)
/** The loser keeps the attribute, no longer verified. */
const loseName = statement(
  'lose_user_name',
  `WITH lost AS (DELETE FROM user_names WHERE pool_id = $1 AND name = $2 AND user_id = $3 RETURNING user_id)
  UPDATE users u SET attributes = u.attributes || jsonb_build_object($4::text, 'false'), updated_at = $5, version = u.version + 1
  FROM lost WHERE u.id = lost.user_id`,
)

/** Of all names only these are proven by a code, so that the newer proof may win (Cognito: ForceAliasCreation). */
const movableKinds: readonly UserNameKind[] = ['email', 'phone_number']

/** Saves the record, and names with it when some change. See UserStore.updateUser. */
export function updateUser(deps: UserStoreDeps, user: User, change: { names?: NameChange[]; takeOver?: boolean } = {}): Promise<User> {
  const { names = [], takeOver = false } = change
  if (names.length === 0) return translated(() => saveUser(deps, user))
  const transaction = () => deps.sql.transaction((sql) => saveWithNames({ ...deps, sql }, user, names, takeOver))
  // Somebody may take a name after its holders were read: the next round finds who holds it, and decides.
  return translated(() => retryConflicts(transaction, (error) => isUniqueViolation(error, 'user_names_pkey')))
}

async function saveWithNames(deps: UserStoreDeps, user: User, changes: readonly NameChange[], takeOver: boolean): Promise<User> {
  const { sql } = deps
  const wanted = changes.filter((change): change is UserName => change.name !== null)
  const wantedNames = wanted.map(({ name }) => name)
  const holders = await readHolders(sql, user.poolId, wantedNames)
  const locked = [...new Set([user.id, ...holders.map(({ userId }) => userId)])]
  await sql.query(lockUsers, [locked])
  const saved = await saveUser(deps, user)
  await clearWay(sql, user, wanted, { takeOver, locked })
  await sql.run(dropNames, [user.id, changes.map(({ kind }) => kind)])
  await sql.run(addNames, [user.poolId, user.id, wantedNames, wanted.map(({ kind }) => kind)])
  return saved
}

/** Takes the wanted names from others who hold them, or refuses. */
async function clearWay(sql: Sql, user: User, wanted: readonly UserName[], { takeOver, locked }: { takeOver: boolean; locked: readonly string[] }): Promise<void> {
  const kinds = new Map(wanted.map(({ name, kind }) => [name, kind]))
  for (const holder of await readHolders(sql, user.poolId, [...kinds.keys()])) {
    const kind = kinds.get(holder.name)
    if (kind === undefined || holder.userId === user.id) continue
    if (!takeOver || holder.kind !== kind || !movableKinds.includes(kind)) throw nameTaken(kind)
    // The name moved on while this transaction waited; to lock its new holder now would be out of order.
    if (!locked.includes(holder.userId)) throw new DatabaseError('TransactionConflict', 'a name was taken over at the same time')
    await sql.run(loseName, [user.poolId, holder.name, holder.userId, `${kind}_verified`, user.updatedAt])
  }
}
