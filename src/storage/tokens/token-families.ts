import type { CountedTry } from '#src/domain/attempts/attempt-store.ts'
import type { OneTimeGrant, TokenFamily, TokenStore } from '#src/domain/tokens/token-store.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { settling, settlingValues } from '#src/storage/settling.ts'
import { retryConflicts } from '#src/storage/retry-conflicts.ts'
import { translated } from '#src/storage/translate-error.ts'
import { isUuid } from '#src/storage/uuid.ts'
import { groupsFromJson, type GroupJson, groupsOf } from '#src/storage/groups-of-user.ts'
import { maybeUserFromRow, type MaybeUserRow, userColumns, userFromRow, type UserRow } from '#src/storage/users/user-columns.ts'
import { familyColumnCount, familyColumnNames, familyColumns, familyFromRow, familyPlaces, type FamilyRow, familyValues, placeOf } from './family-columns.ts'
import type { TokenStoreDeps } from './token-store.ts'

const [digestPlace, secondPlace, thirdPlace, fourthPlace, fifthPlace] = [1, 2, 3, 4, 5].map((after) => `$${familyColumnCount + after}::text`) as [string, string, string, string, string]

/** The user is locked against deletion while the family is added. */
const ownerWhere = (condition: string): string => `owner AS (
    SELECT u.* FROM users u WHERE u.pool_id = ${placeOf('poolId')} AND u.id = ${placeOf('userId')} AND ${condition} FOR KEY SHARE OF u
  )`
const added = `family AS (
    INSERT INTO token_families (${familyColumnNames}) SELECT ${familyPlaces} FROM owner RETURNING origin_jti, created_at
  ),
  token AS (
    INSERT INTO refresh_tokens (digest, origin_jti, created_at) SELECT ${digestPlace}, origin_jti, created_at FROM family WHERE ${digestPlace} IS NOT NULL
  )`
const ownerColumns = `${userColumns('owner')}, ${groupsOf('owner.id')} AS groups`

const insertFamily = statement<UserRow & { groups: GroupJson[] }>(
  'create_token_family',
  `WITH ${ownerWhere('true')},
  ${added},
  ${settling({ kind: secondPlace, subject: thirdPlace, networkKind: fourthPlace, network: fifthPlace, where: 'true' })}
  SELECT ${ownerColumns} FROM owner`,
)
/** Racing callers wait here for the one that spends the grant. */
const insertFamilyByGrant = statement<MaybeUserRow & { groups: GroupJson[]; spent: boolean }>(
  'create_token_family_by_grant',
  `WITH consumed AS (
    UPDATE oidc_models SET consumed_at = ${placeOf('createdAt')}
    WHERE pool_id = ${placeOf('poolId')} AND model = ${secondPlace} AND id_digest = ${thirdPlace}
      AND consumed_at IS NULL AND (expires_at IS NULL OR expires_at > ${placeOf('createdAt')})
    RETURNING id_digest
  ),
  ${ownerWhere('EXISTS (SELECT 1 FROM consumed)')},
  ${added}
  SELECT EXISTS (SELECT 1 FROM consumed) AS spent, ${ownerColumns} FROM (SELECT 1) one LEFT JOIN owner ON true`,
)
const familyOfToken = statement<FamilyRow>(
  'find_family_of_token',
  `SELECT ${familyColumns('f')} FROM refresh_tokens t JOIN token_families f ON f.origin_jti = t.origin_jti WHERE t.digest = $1`,
)
const endFamily = statement('revoke_token_family', 'UPDATE token_families SET revoked_at = $2 WHERE origin_jti = $1 AND revoked_at IS NULL')
/** Several rows are always locked in order of id, so that two revocations never wait for each other. */
const endFamiliesOfGrant = statement(
  'revoke_token_families_of_grant',
  `UPDATE token_families f SET revoked_at = $2
  FROM (SELECT origin_jti FROM token_families WHERE grant_id = $1 AND revoked_at IS NULL ORDER BY origin_jti FOR NO KEY UPDATE) alive
  WHERE f.origin_jti = alive.origin_jti`,
)
const endFamiliesOfUser = statement(
  'revoke_user',
  `WITH signed_out AS (
    UPDATE users SET tokens_valid_from = greatest(tokens_valid_from, $3) WHERE pool_id = $1 AND id = $2 RETURNING id
  ),
  alive AS (
    SELECT f.origin_jti FROM token_families f JOIN signed_out ON signed_out.id = f.user_id
    WHERE f.revoked_at IS NULL ORDER BY f.origin_jti FOR NO KEY UPDATE OF f
  )
  UPDATE token_families f SET revoked_at = $3 FROM alive WHERE f.origin_jti = alive.origin_jti`,
)

type NewFamily = { family: TokenFamily; refreshTokenDigest: string | null; grant: OneTimeGrant | null; settles: CountedTry | null }

/**
 * One statement: spends the grant or settles the try, stores the family and its first refresh token, and says who it is for. See
 * TokenStore.createFamily.
 */
export function createFamily(deps: TokenStoreDeps, input: NewFamily): ReturnType<TokenStore['createFamily']> {
  const { grant } = input
  return translated(() => (grant === null ? createBySignIn(deps, input) : createByGrant(deps, input, grant)))
}

async function createBySignIn({ sql, sealer }: TokenStoreDeps, { family, refreshTokenDigest, settles }: NewFamily): ReturnType<TokenStore['createFamily']> {
  const [row] = await sql.query(insertFamily, [
    ...familyValues(family), refreshTokenDigest, ...settlingValues(settles),
  ])
  return row === undefined ? { spent: true, user: null, groups: [] } : { spent: true, user: userFromRow(sealer, row), groups: groupsFromJson(row.groups) }
}

async function createByGrant({ sql, sealer }: TokenStoreDeps, { family, refreshTokenDigest }: NewFamily, grant: OneTimeGrant): ReturnType<TokenStore['createFamily']> {
  const [row] = await sql.query(insertFamilyByGrant, [...familyValues(family), refreshTokenDigest, grant.model, grant.idDigest])
  if (row === undefined) throw new Error('The statement answers with one row.')
  return { spent: row.spent, user: maybeUserFromRow(sealer, row), groups: groupsFromJson(row.groups) }
}

/** One statement; null when the token is unknown. */
export function findFamilyOfToken({ sql }: TokenStoreDeps, digest: string): Promise<TokenFamily | null> {
  return translated(async () => {
    const [row] = await sql.query(familyOfToken, [digest])
    return row === undefined ? null : familyFromRow(row)
  })
}

export function revokeFamily({ sql }: TokenStoreDeps, originJti: string, at: Date): Promise<void> {
  return translated(async () => {
    if (isUuid(originJti)) await sql.run(endFamily, [originJti, at])
  })
}

export function revokeFamiliesOfGrant({ sql }: TokenStoreDeps, grantId: string, at: Date): Promise<void> {
  return translated(async () => void (await retryConflicts(() => sql.run(endFamiliesOfGrant, [grantId, at]))))
}

/** One statement: every family of the user, and the moment before which all tokens and sessions are dead. */
export function revokeUser({ sql }: TokenStoreDeps, poolId: string, userId: string, at: Date): Promise<void> {
  return translated(async () => {
    if (isUuid(userId)) await retryConflicts(() => sql.run(endFamiliesOfUser, [poolId, userId, at]))
  })
}
