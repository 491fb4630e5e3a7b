import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import { openColumn, sealColumn } from '#src/storage/sealed-columns.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { translated } from '#src/storage/translate-error.ts'
import { isUuid } from '#src/storage/uuid.ts'
import type { TokenStoreDeps } from './token-store.ts'

type Rotation = { consumedAt: Date | null; successorSealed: string | null }

/**
 * The family is locked before the token, as a deletion of the user does. `held` sees what the winner of a race has
 * committed, since a locking read always reads the newest row; the parts that write look at it alone.
 */
const rotate = statement<Rotation>(
  'rotate_refresh_token',
  `WITH family AS (
    UPDATE token_families SET last_used_at = $5 WHERE origin_jti = $2 AND revoked_at IS NULL RETURNING origin_jti
  ),
  held AS (
    SELECT t.digest, t.origin_jti, t.consumed_at, t.successor_sealed FROM refresh_tokens t JOIN family ON family.origin_jti = t.origin_jti
    WHERE t.digest = $1 FOR NO KEY UPDATE OF t
  ),
  spent AS (
    UPDATE refresh_tokens t SET consumed_at = $5, successor_sealed = $4 FROM held
    WHERE t.digest = held.digest AND held.consumed_at IS NULL
    RETURNING held.origin_jti
  ),
  added AS (
    INSERT INTO refresh_tokens (digest, origin_jti, created_at) SELECT $3::text, origin_jti, $5::timestamptz FROM spent
  )
  SELECT consumed_at AS "consumedAt", successor_sealed AS "successorSealed" FROM held`,
)

/** One statement; exactly one of racing callers rotates. A token that is gone or revoked counts as consumed long ago, without successor. */
export function rotateRefreshToken(
  { sql, sealer }: TokenStoreDeps,
  { digest, originJti, successor, successorDigest, at }: Parameters<TokenStore['rotateRefreshToken']>[0],
): ReturnType<TokenStore['rotateRefreshToken']> {
  return translated(async () => {
    const sealed = sealColumn(sealer, 'refresh_tokens.successor_sealed', digest, successor)
    const [held] = isUuid(originJti) ? await sql.query(rotate, [digest, originJti, successorDigest, sealed, at]) : []
    if (held === undefined) return { kind: 'consumed', successor: null, consumedAt: new Date(0) }
    if (held.consumedAt === null) return { kind: 'rotated' }
    return { kind: 'consumed', successor: openSuccessor(sealer, digest, held.successorSealed), consumedAt: held.consumedAt }
  })
}

/** The successor of a spent token; null when none is stored. */
export function openSuccessor(sealer: TokenStoreDeps['sealer'], digest: string, sealed: string | null): string | null {
  return sealed === null ? null : openColumn(sealer, 'refresh_tokens.successor_sealed', digest, sealed)
}
