import { DomainError } from '#src/domain/domain-error.ts'
import { aliasExists } from '#src/domain/users/user-names.ts'
import type { UserName, UserNameKind } from '#src/domain/users/user.ts'
import { type Sql, statement } from '#src/storage/engine/sql.ts'

export type HeldName = { name: string; userId: string; kind: UserNameKind }

const holdersOfNames = statement<HeldName>('holders_of_names', 'SELECT name, user_id AS "userId", kind FROM user_names WHERE pool_id = $1 AND name = ANY($2::text[]) ORDER BY name')

/** Who holds which of the names now. */
export function readHolders(sql: Sql, poolId: string, names: readonly string[]): Promise<HeldName[]> {
  return sql.query(holdersOfNames, [poolId, names])
}

/** Throws UsernameExists when the name wanted as username is held by anybody, AliasExists when another one is. */
export async function refuseTakenNames(sql: Sql, poolId: string, names: readonly UserName[]): Promise<void> {
  const held = await readHolders(sql, poolId, names.map(({ name }) => name))
  const taken = new Set(held.map(({ name }) => name))
  const refused = names.filter(({ name }) => taken.has(name))
  const first = refused.find(({ kind }) => kind === 'username') ?? refused[0]
  if (first !== undefined) throw nameTaken(first.kind)
}

/** The refusal for a name of this kind, in Cognito's words. */
export function nameTaken(kind: UserNameKind): DomainError {
  if (kind === 'username') return new DomainError('UsernameExists', 'User already exists', { field: 'username' })
  return aliasExists(kind)
}
