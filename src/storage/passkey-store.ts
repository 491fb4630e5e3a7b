import { DomainError } from '#src/domain/domain-error.ts'
import type { Passkey, PasskeyChallenge, PasskeyStore } from '#src/domain/passkeys/passkey.ts'
import { isUniqueViolation } from './engine/database-error.ts'
import { type Sql, statement } from './engine/sql.ts'
import { retryConflicts } from './retry-conflicts.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

type PasskeyRow = Omit<Passkey, 'publicKey' | 'attachment'> & { publicKey: Uint8Array; attachment: string | null }

/** Registrations a user may have under way at once. */
const KEPT_CHALLENGES = 10

const columns = `pool_id AS "poolId", id, user_id AS "userId", public_key AS "publicKey", counter, transports, aaguid, name, rp_id AS "rpId", attachment,
  backed_up AS "backedUp", created_at AS "createdAt", last_used_at AS "lastUsedAt"`

const saveChallenge = statement(
  'save_passkey_challenge',
  `WITH crowded AS (
    DELETE FROM web_authn_challenges WHERE digest IN (
      SELECT digest FROM web_authn_challenges WHERE user_id = $4 ORDER BY created_at DESC OFFSET ${KEPT_CHALLENGES - 1} FOR UPDATE SKIP LOCKED
    )
  )
  INSERT INTO web_authn_challenges (digest, pool_id, client_id, user_id, rp_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
)
const takeChallenge = statement<PasskeyChallenge>(
  'take_passkey_challenge',
  `DELETE FROM web_authn_challenges WHERE digest = $1 AND user_id = $2
  RETURNING digest, pool_id AS "poolId", client_id AS "clientId", user_id AS "userId", rp_id AS "rpId", created_at AS "createdAt", expires_at AS "expiresAt"`,
)
/** The lowest free slot; racing callers meet at its unique index. */
const add = statement(
  'add_passkey',
  `INSERT INTO web_authn_credentials
    (pool_id, id, user_id, public_key, counter, transports, aaguid, name, rp_id, attachment, backed_up, created_at, last_used_at, slot)
  SELECT $1::text, $2::text, $3::uuid, $4::bytea, $5::int8, $6::text[], $7::text, $8::text, $9::text, $10::text, $11::bool, $12::timestamptz, $13::timestamptz, seat.slot
  FROM generate_series(0, $14::int - 1) AS seat (slot)
  WHERE NOT EXISTS (SELECT 1 FROM web_authn_credentials held WHERE held.user_id = $3 AND held.slot = seat.slot)
  ORDER BY seat.slot LIMIT 1`,
)
const ofUser = statement<PasskeyRow>('passkeys_of_user', `SELECT ${columns} FROM web_authn_credentials WHERE user_id = $1 ORDER BY created_at, id`)
const find = statement<PasskeyRow>('find_passkey', `SELECT ${columns} FROM web_authn_credentials WHERE pool_id = $1 AND id = $2`)
const use = statement(
  'use_passkey',
  `UPDATE web_authn_credentials SET counter = $4::int8, backed_up = $5, last_used_at = greatest(last_used_at, $6)
  WHERE pool_id = $1 AND id = $2 AND user_id = $3 AND (counter < $4 OR (counter = 0 AND $4 = 0))`,
)
const rename = statement('rename_passkey', 'UPDATE web_authn_credentials SET name = $4 WHERE pool_id = $1 AND id = $2 AND user_id = $3')
/** Whoever waits for another's deletion sees what it left: locking reads read the newest rows. */
const remove = statement<{ held: number; found: boolean }>(
  'delete_passkey',
  `WITH held AS MATERIALIZED (SELECT pool_id, id FROM web_authn_credentials WHERE user_id = $2 ORDER BY slot FOR UPDATE),
  removed AS (
    DELETE FROM web_authn_credentials c USING held
    WHERE c.pool_id = held.pool_id AND c.id = held.id AND held.pool_id = $1 AND held.id = $3 AND (NOT $4::bool OR (SELECT count(*) FROM held) > 1)
  )
  SELECT count(*)::int AS held, count(*) FILTER (WHERE pool_id = $1 AND id = $3) > 0 AS found FROM held`,
)

/** Passkeys and their registrations. */
export function createPasskeyStore({ sql }: { sql: Sql }): PasskeyStore {
  return {
    saveChallenge: ({ digest, poolId, clientId, userId, rpId, createdAt, expiresAt }) =>
      translated(async () => void (await sql.run(saveChallenge, [digest, poolId, clientId, userId, rpId, createdAt, expiresAt]))),
    takeChallenge: (digest, userId) => translated(async () => (isUuid(userId) ? ((await sql.query(takeChallenge, [digest, userId]))[0] ?? null) : null)),
    addPasskey: (passkey, limit) => translated(() => addToFreeSlot(sql, passkey, limit)),
    passkeysOfUser: (userId) => translated(async () => (isUuid(userId) ? (await sql.query(ofUser, [userId])).map(passkeyFromRow) : [])),
    findPasskey: (poolId, id) =>
      translated(async () => {
        const [row] = await sql.query(find, [poolId, id])
        return row === undefined ? null : passkeyFromRow(row)
      }),
    recordUse: ({ poolId, id, userId, counter, backedUp, at }) => translated(async () => (await sql.run(use, [poolId, id, userId, counter, backedUp, at])) === 1),
    renamePasskey: ({ poolId, userId, id, name }) => translated(async () => isUuid(userId) && (await sql.run(rename, [poolId, id, userId, name])) === 1),
    deletePasskey: ({ poolId, userId, id, keepLast }) =>
      translated(async () => {
        const [result] = await retryConflicts(() => sql.query(remove, [poolId, userId, id, keepLast]))
        if (result?.found !== true) return 'unknown'
        return keepLast && result.held === 1 ? 'last' : 'deleted'
      }),
  }
}

/** Each loser of a race for a slot finds one slot less free: after `limit` tries there is none. */
async function addToFreeSlot(sql: Sql, passkey: Passkey, limit: number): Promise<void> {
  for (let tries = 0; tries <= limit; tries++) {
    try {
      if ((await sql.run(add, valuesOf(passkey, limit))) === 1) return
      break
    } catch (error) {
      if (!isUniqueViolation(error, 'web_authn_credentials_user_id_slot_key')) throw error
    }
  }
  throw new DomainError('LimitExceeded', `A user can have at most ${limit} passkeys.`, { reason: 'passkey-limit' })
}

const valuesOf = (passkey: Passkey, limit: number): unknown[] => [
  passkey.poolId, passkey.id, passkey.userId, passkey.publicKey, passkey.counter, passkey.transports, passkey.aaguid, passkey.name, passkey.rpId,
  passkey.attachment, passkey.backedUp, passkey.createdAt, passkey.lastUsedAt, limit,
]

const passkeyFromRow = (row: PasskeyRow): Passkey => ({
  ...row, publicKey: new Uint8Array(row.publicKey), attachment: row.attachment === 'platform' || row.attachment === 'cross-platform' ? row.attachment : null,
})
