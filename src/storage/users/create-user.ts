import { DomainError } from '#src/domain/domain-error.ts'
import type { User, UserName } from '#src/domain/users/user.ts'
import { isUniqueViolation } from '#src/storage/engine/database-error.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { retryConflicts } from '#src/storage/retry-conflicts.ts'
import { translated } from '#src/storage/translate-error.ts'
import { storedCredential, userCountShard } from './user-values.ts'
import { refuseTakenNames } from './taken-names.ts'
import type { UserStoreDeps } from './user-store.ts'

/**
 * The pool is locked against deletion first, then names in their order, then one of the pool's counters, held for the
 * shortest time: no two sign-ups can wait for each other.
 */
const insertUser = statement<{ added: number }>(
  'create_user',
  `WITH pool AS (SELECT id FROM user_pools WHERE id = $1 FOR KEY SHARE),
  added AS (
    INSERT INTO users (pool_id, id, username, status, enabled, attributes, pending_attributes, password_hash, srp_sealed, password_set_at,
      password_expires_at, mfa, identities, tokens_valid_from, created_at, updated_at, version)
    SELECT pool.id, $2::uuid, $3::text, $4::text, $5::boolean, $6::jsonb, $7::jsonb, $8::text, $9::text, $10::timestamptz,
      $11::timestamptz, $12::jsonb, $13::jsonb, $14::timestamptz, $15::timestamptz, $16::timestamptz, $17::int
    FROM pool RETURNING id
  ),
  named AS (
    INSERT INTO user_names (pool_id, name, user_id, kind)
    SELECT $1, n.name, added.id, n.kind FROM added CROSS JOIN unnest($18::text[], $19::text[]) AS n(name, kind) ORDER BY n.name
    RETURNING name
  ),
  counted AS (
    INSERT INTO user_counts AS c (pool_id, shard, users)
    SELECT $1, $20::smallint, 1 FROM added WHERE (SELECT count(*) FROM named) = cardinality($18::text[])
    ON CONFLICT (pool_id, shard) DO UPDATE SET users = c.users + 1
    RETURNING shard
  )
  SELECT count(*)::int AS added FROM counted`,
)

/**
 * User and names in one statement. UsernameExists when the username is taken (by whatever kind of name), AliasExists
 * when another name is, ResourceNotFound when the pool is gone; then nothing is stored.
 */
export async function createUser(deps: UserStoreDeps, user: User, names: UserName[]): Promise<void> {
  const values = valuesOf(deps, user, names)
  const insert = async () => {
    try {
      return await deps.sql.query(insertUser, values)
    } catch (error) {
      if (isUniqueViolation(error, 'user_names_pkey')) await refuseTakenNames(deps.sql, user.poolId, names)
      throw error
    }
  }
  // A name may be given up between the two statements: then it is free at the next try.
  const [result] = await translated(() => retryConflicts(insert, (error) => isUniqueViolation(error, 'user_names_pkey')))
  if (result?.added !== 1) throw new DomainError('ResourceNotFound', `User pool ${user.poolId} does not exist.`)
}

function valuesOf({ sealer }: UserStoreDeps, user: User, names: UserName[]): unknown[] {
  const { credential } = user
  const stored = credential === null ? null : storedCredential(sealer, user.id, credential)
  return [
    user.poolId, user.id, user.username, user.status, user.enabled, user.attributes, user.pendingAttributes,
    stored?.passwordHash ?? null, stored?.srpSealed ?? null, credential?.setAt ?? null, credential?.expiresAt ?? null,
    user.mfa, JSON.stringify(user.identities), user.tokensValidFrom, user.createdAt, user.updatedAt, user.version,
    names.map(({ name }) => name), names.map(({ kind }) => kind), userCountShard(user.id),
  ]
}
