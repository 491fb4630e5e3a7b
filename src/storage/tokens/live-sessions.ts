import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { retryConflicts } from '#src/storage/retry-conflicts.ts'
import { translated } from '#src/storage/translate-error.ts'
import { isUuid } from '#src/storage/uuid.ts'
import { familyColumns, familyFromRow, type FamilyRow } from './family-columns.ts'
import type { TokenStoreDeps } from './token-store.ts'

const live = statement<FamilyRow>(
  'live_token_families',
  `SELECT ${familyColumns('f')} FROM token_families f
  WHERE f.user_id = $2 AND f.pool_id = $1 AND f.revoked_at IS NULL AND f.expires_at > $3 ORDER BY f.last_used_at DESC, f.created_at DESC, f.origin_jti LIMIT $4`,
)
/** Ends the live families that `condition` names, locked in order of their ids. */
const endFamilies = (name: string, condition: string, at: string) =>
  statement(
    name,
    `UPDATE token_families f SET revoked_at = ${at}
  FROM (SELECT origin_jti FROM token_families WHERE ${condition} AND revoked_at IS NULL ORDER BY origin_jti FOR NO KEY UPDATE) alive
  WHERE f.origin_jti = alive.origin_jti`,
  )
const endFamiliesOfSession = endFamilies('revoke_token_families_of_session', 'user_id = $1 AND session_uid = $2', '$3')
const endFamiliesExceptSession = endFamilies('revoke_token_families_except_session', 'user_id = $1 AND session_uid IS DISTINCT FROM $2', '$3')
const endFamiliesOfClient = endFamilies('revoke_token_families_of_client', 'pool_id = $1 AND user_id = $2 AND client_id = $3', '$4')
const evict = statement(
  'evict_token_families',
  `WITH surplus AS (
    SELECT origin_jti FROM token_families WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $3
    ORDER BY last_used_at DESC, created_at DESC, origin_jti OFFSET $2
  ),
  alive AS (
    SELECT origin_jti FROM token_families WHERE origin_jti IN (SELECT origin_jti FROM surplus) AND revoked_at IS NULL ORDER BY origin_jti FOR NO KEY UPDATE
  )
  UPDATE token_families f SET revoked_at = $3 FROM alive WHERE f.origin_jti = alive.origin_jti`,
)
const touch = statement(
  'touch_token_family',
  `UPDATE token_families SET last_used_at = greatest(last_used_at, $2), last_address = $3, last_user_agent = $4 WHERE origin_jti = $1 AND revoked_at IS NULL`,
)

/** What tracked sessions need of families, see TokenStore. */
export const liveSessions = ({ sql }: Pick<TokenStoreDeps, 'sql'>): Pick<TokenStore, 'liveFamilies' | 'revokeFamiliesOfSession' | 'revokeFamiliesExceptSession' | 'revokeFamiliesOfClient' | 'evictFamilies' | 'touchFamily'> => ({
  liveFamilies: ({ poolId, userId, now, limit }) =>
    translated(async () => (isUuid(userId) ? (await sql.query(live, [poolId, userId, now, limit])).map(familyFromRow) : [])),
  revokeFamiliesOfSession: (userId, sessionUid, at) =>
    translated(async () => {
      if (isUuid(userId)) await retryConflicts(() => sql.run(endFamiliesOfSession, [userId, sessionUid, at]))
    }),
  revokeFamiliesExceptSession: (userId, sessionUid, at) =>
    translated(async () => {
      if (isUuid(userId)) await retryConflicts(() => sql.run(endFamiliesExceptSession, [userId, sessionUid, at]))
    }),
  revokeFamiliesOfClient: ({ poolId, userId, clientId, at }) =>
    translated(async () => {
      if (isUuid(userId)) await retryConflicts(() => sql.run(endFamiliesOfClient, [poolId, userId, clientId, at]))
    }),
  evictFamilies: ({ userId, keep, at }) =>
    translated(async () => {
      if (isUuid(userId)) await retryConflicts(() => sql.run(evict, [userId, keep, at]))
    }),
  touchFamily: ({ originJti, at, lastAddress, lastUserAgent }) =>
    translated(async () => {
      if (isUuid(originJti)) await sql.run(touch, [originJti, at, lastAddress, lastUserAgent])
    }),
})
