import type { AccessContext, RefreshContext, TokenStore } from '#src/domain/tokens/token-store.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { groupsFromJson, groupsOf, type GroupJson } from '#src/storage/groups-of-user.ts'
import { translated } from '#src/storage/translate-error.ts'
import { maybeUserFromRow, type MaybeUserRow, userColumns } from '#src/storage/users/user-columns.ts'
import { isUuid } from '#src/storage/uuid.ts'
import { familyColumns, familyFromRow, type FamilyRow } from './family-columns.ts'
import { openSuccessor } from './rotate-refresh-token.ts'
import type { TokenStoreDeps } from './token-store.ts'

type RefreshRow = MaybeUserRow & FamilyRow & { consumedAt: Date | null; successorSealed: string | null; groups: GroupJson[] }
type AccessRow = MaybeUserRow & { familyRevoked: boolean }

const refreshContext = statement<RefreshRow>(
  'read_refresh_context',
  `SELECT t.consumed_at AS "consumedAt", t.successor_sealed AS "successorSealed", ${familyColumns('f')}, ${userColumns('u')}, ${groupsOf('u.id')} AS groups
  FROM refresh_tokens t JOIN token_families f ON f.origin_jti = t.origin_jti LEFT JOIN users u ON u.id = f.user_id
  WHERE t.digest = $1`,
)
const accessContext = statement<AccessRow>(
  'read_access_context',
  `SELECT ${userColumns('u')},
    $3::uuid IS NOT NULL AND NOT EXISTS (SELECT 1 FROM token_families f WHERE f.origin_jti = $3 AND f.user_id = $2 AND f.revoked_at IS NULL) AS "familyRevoked"
  FROM (SELECT 1) one LEFT JOIN users u ON u.pool_id = $1 AND u.id = $2`,
)

/** One statement, no write; null when the token is unknown. */
export function readRefreshContext({ sql, sealer }: TokenStoreDeps, digest: string): Promise<RefreshContext | null> {
  return translated(async () => {
    const [row] = await sql.query(refreshContext, [digest])
    if (row === undefined) return null
    return {
      token: { digest, consumedAt: row.consumedAt, successor: openSuccessor(sealer, digest, row.successorSealed) },
      family: familyFromRow(row),
      user: maybeUserFromRow(sealer, row),
      groups: groupsFromJson(row.groups),
    }
  })
}

/** One statement. A family that is not there any more is revoked: families outlive their access tokens. */
export function readAccessContext({ sql, sealer }: TokenStoreDeps, { poolId, userId, originJti }: Parameters<TokenStore['readAccessContext']>[0]): Promise<AccessContext> {
  return translated(async () => {
    if (!isUuid(userId) || (originJti !== null && !isUuid(originJti))) return { user: null, familyRevoked: originJti !== null }
    const [row] = await sql.query(accessContext, [poolId, userId, originJti])
    if (row === undefined) return { user: null, familyRevoked: originJti !== null }
    return { user: maybeUserFromRow(sealer, row), familyRevoked: row.familyRevoked }
  })
}
