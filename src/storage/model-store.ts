import type { ModelFacts, ModelKey, ModelRecord, ModelStore, SessionOwner, StoredModel } from '#src/oidc/model-store.ts'
import { settling, settlingValues } from './settling.ts'
import { type Sql, type Statement, statement } from './engine/sql.ts'
import { retryConflicts } from './retry-conflicts.ts'
import { translated } from './translate-error.ts'

const insert = `INSERT INTO oidc_models (pool_id, model, id_digest, payload, grant_id, uid, user_code, account_id, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
const upsert = statement(
  'upsert_oidc_model',
  `${insert} ON CONFLICT (pool_id, model, id_digest) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid,
    user_code = excluded.user_code, account_id = excluded.account_id, expires_at = excluded.expires_at`,
)
const insertOnce = statement('insert_oidc_model_once', `${insert} ON CONFLICT (pool_id, model, id_digest) DO NOTHING`)
const change = `UPDATE oidc_models SET payload = $4, grant_id = $5, uid = $6, user_code = $7, account_id = $8, expires_at = $9
  WHERE pool_id = $1 AND model = $2 AND id_digest = $3`
const update = statement('update_oidc_model', change)
const updateUnanswered = statement('update_unanswered_oidc_interaction', `${change} AND NOT payload ? 'result'`)

const findWhere = <Row = StoredModel>(name: string, column: string, more = '') =>
  statement<Row>(name, `SELECT payload, consumed_at AS "consumedAt"${more} FROM oidc_models WHERE pool_id = $1 AND model = $2 AND ${column} = $3`)
const find = findWhere('find_oidc_model', 'id_digest')
const findByUid = findWhere('find_oidc_model_by_uid', 'uid')
const findByUserCode = findWhere<StoredModel & { idDigest: string }>('find_oidc_model_by_user_code', 'user_code', ', id_digest AS "idDigest"')
/** A session may name an account that is no uuid of ours: it has no owner then. */
const findSession = statement<StoredModel & { enabled: boolean | null; tokensValidFrom: Date | null }>(
  'find_oidc_session',
  `SELECT m.payload, m.consumed_at AS "consumedAt", u.enabled, u.tokens_valid_from AS "tokensValidFrom"
  FROM oidc_models m LEFT JOIN users u ON u.pool_id = m.pool_id
    AND u.id = CASE WHEN m.account_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN m.account_id::uuid END
  WHERE m.pool_id = $1 AND m.model = 'Session' AND m.id_digest = $2`,
)

const consume = statement(
  'consume_oidc_model',
  `UPDATE oidc_models SET consumed_at = $4
  WHERE pool_id = $1 AND model = $2 AND id_digest = $3 AND consumed_at IS NULL AND (expires_at IS NULL OR expires_at > $4)`,
)
const destroy = statement('destroy_oidc_model', 'DELETE FROM oidc_models WHERE pool_id = $1 AND model = $2 AND id_digest = $3')
/** The deleted interaction is the ticket: whoever does not get it inserts nothing. */
const replaceInteraction = statement(
  'replace_oidc_interaction',
  `WITH ended AS (DELETE FROM oidc_models WHERE pool_id = $1 AND model = 'Interaction' AND id_digest = $2 RETURNING pool_id),
  ${settling({ kind: '$13', subject: '$14', networkKind: '$15', network: '$16', where: 'EXISTS (SELECT 1 FROM ended)' })},
  old_session AS (DELETE FROM oidc_models m USING ended WHERE m.pool_id = ended.pool_id AND m.model = 'Session' AND m.id_digest = $3)
  INSERT INTO oidc_models (pool_id, model, id_digest, payload, uid, account_id, expires_at)
  SELECT ended.pool_id, brought.* FROM ended, (VALUES
    ('Session', $4, $5::jsonb, $6, $7, $8::timestamptz), ('AuthorizationCode', $9, $10::jsonb, NULL, $11, $12::timestamptz)
  ) AS brought (model, id_digest, payload, uid, account_id, expires_at)`,
)
/** Several rows are locked in order of their key, so that two revocations never wait for each other. */
const destroyAll = (name: string, condition: string) =>
  statement(
    name,
    `DELETE FROM oidc_models m
    USING (SELECT pool_id, model, id_digest FROM oidc_models WHERE pool_id = $1 AND ${condition} ORDER BY model, id_digest FOR UPDATE) doomed
    WHERE m.pool_id = doomed.pool_id AND m.model = doomed.model AND m.id_digest = doomed.id_digest`,
  )
const revokeByGrantId = destroyAll('revoke_oidc_grant', 'grant_id = $2')
const destroySessions = destroyAll('destroy_oidc_sessions', `account_id = $2 AND model = 'Session'`)

/** oidc-provider's models, by hand-written statements: a login reads and writes several. */
export function createModelStore({ sql }: { sql: Sql }): ModelStore {
  const first = <Row>(statement: Statement<Row>, values: unknown[]) => translated(async () => (await sql.query(statement, values))[0] ?? null)
  const run = (statement: Statement, values: unknown[]) => translated(() => retryConflicts(() => sql.run(statement, values)))
  return {
    upsert: async (key, payload, facts) => void (await run(upsert, modelValues(key, payload, facts))),
    insertOnce: async (key, payload, facts) => (await run(insertOnce, modelValues(key, payload, facts))) === 1,
    update: async (key, payload, facts) => (await run(update, modelValues(key, payload, facts))) === 1,
    updateUnanswered: async (key, payload, facts) => (await run(updateUnanswered, modelValues(key, payload, facts))) === 1,
    find: (key) => first(find, keyValues(key)),
    findByUid: (poolId, model, uid) => first(findByUid, [poolId, model, uid]),
    findByUserCode: (poolId, model, userCode) => first(findByUserCode, [poolId, model, userCode]),
    async findSession(poolId, idDigest) {
      const row = await first(findSession, [poolId, idDigest])
      return row && { payload: row.payload, consumedAt: row.consumedAt, owner: ownerOf(row) }
    },
    consume: async (key, now) => (await run(consume, [...keyValues(key), now])) === 1,
    destroy: async (key) => (await run(destroy, keyValues(key))) === 1,
    replaceInteraction: async (interaction, { oldSession, session, code, settles }) =>
      (await run(replaceInteraction, [interaction.poolId, interaction.idDigest, oldSession?.idDigest ?? null, ...sessionValues(session), ...codeValues(code), ...settlingValues(settles)])) > 0,
    revokeByGrantId: async (poolId, grantId) => void (await run(revokeByGrantId, [poolId, grantId])),
    destroySessionsOfAccount: async (poolId, accountId) => void (await run(destroySessions, [poolId, accountId])),
  }
}

const keyValues = ({ poolId, model, idDigest }: ModelKey): unknown[] => [poolId, model, idDigest]

const modelValues = (key: ModelKey, payload: Record<string, unknown>, { grantId, uid, userCode, accountId, expiresAt }: ModelFacts): unknown[] =>
  [...keyValues(key), payload, grantId, uid, userCode, accountId, expiresAt]

const sessionValues = ({ key, payload, facts }: ModelRecord): unknown[] => [key.idDigest, payload, facts.uid, facts.accountId, facts.expiresAt]
const codeValues = ({ key, payload, facts }: ModelRecord): unknown[] => [key.idDigest, payload, facts.accountId, facts.expiresAt]

const ownerOf = ({ enabled, tokensValidFrom }: { enabled: boolean | null; tokensValidFrom: Date | null }): SessionOwner | null =>
  enabled === null ? null : { enabled, tokensValidFrom }
