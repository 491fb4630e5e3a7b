import { dateOfSeconds } from '#src/domain/clock.ts'
import type { SsoSessionStore } from '#src/domain/sessions/user-session.ts'
import { type Sql, statement } from './engine/sql.ts'
import { retryConflicts } from './retry-conflicts.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

type SsoRow = { uid: string; signedInAt: number; createdAt: number; expiresAt: Date; clientIds: string[] }

/** A session that was signed out everywhere is dead although it is there. */
const ofUser = statement<SsoRow>(
  'sso_sessions_of_user',
  `SELECT m.uid, (m.payload ->> 'loginTs')::float8 AS "signedInAt", coalesce((m.payload ->> 'iat')::float8, (m.payload ->> 'loginTs')::float8) AS "createdAt",
    m.expires_at AS "expiresAt", ARRAY(SELECT jsonb_object_keys(coalesce(m.payload -> 'authorizations', '{}'::jsonb))) AS "clientIds"
  FROM oidc_models m JOIN users u ON u.pool_id = m.pool_id AND u.id = $2::uuid
  WHERE m.pool_id = $1 AND m.account_id = $2::text AND m.model = 'Session' AND m.uid IS NOT NULL AND m.expires_at > $3
    AND (u.tokens_valid_from IS NULL OR to_timestamp((m.payload ->> 'loginTs')::float8) >= u.tokens_valid_from)
  ORDER BY "signedInAt" DESC, m.uid LIMIT $4`,
)
/** Codes of a session that nobody has exchanged yet end with it: they would become tokens afterwards. */
const unspentCodes = `model = 'AuthorizationCode' AND payload ->> 'sessionUid'`
const end = statement(
  'end_sso_session',
  `WITH codes AS (DELETE FROM oidc_models WHERE pool_id = $1 AND account_id = $2 AND ${unspentCodes} = $3)
  DELETE FROM oidc_models WHERE pool_id = $1 AND account_id = $2 AND model = 'Session' AND uid = $3`,
)
/** Rows are locked in order of their key, so that two of these never wait for each other. */
const endOthers = statement(
  'end_other_sso_sessions',
  `DELETE FROM oidc_models m
  USING (
    SELECT model, id_digest FROM oidc_models
    WHERE pool_id = $1 AND account_id = $2 AND ((model = 'Session' AND uid IS DISTINCT FROM $3) OR (${unspentCodes} IS DISTINCT FROM $3)) ORDER BY model, id_digest FOR UPDATE
  ) doomed
  WHERE m.pool_id = $1 AND m.model = doomed.model AND m.id_digest = doomed.id_digest`,
)

/** Browsers' sessions at the hosted pages, as a user's sessions show them. */
export function createSsoSessionStore({ sql }: { sql: Sql }): SsoSessionStore {
  return {
    ssoSessionsOfUser: ({ poolId, userId, now, limit }) =>
      translated(async () => {
        const rows = isUuid(userId) ? await sql.query(ofUser, [poolId, userId, now, limit]) : []
        return rows.map((row) => ({ ...row, signedInAt: dateOfSeconds(row.signedInAt), createdAt: dateOfSeconds(row.createdAt) }))
      }),
    endSsoSession: (poolId, userId, uid) => translated(async () => (await sql.run(end, [poolId, userId, uid])) === 1),
    endOtherSsoSessions: (poolId, userId, keptUid) => translated(async () => void (await retryConflicts(() => sql.run(endOthers, [poolId, userId, keptUid])))),
  }
}
