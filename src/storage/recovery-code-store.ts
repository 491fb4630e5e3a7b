import type { RecoveryCodes, RecoveryCodeStore } from '#src/domain/recovery-codes/recovery-code-store.ts'
import { type Sql, statement } from './engine/sql.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

const find = statement<RecoveryCodes>('find_recovery_codes', 'SELECT hashes, made_at AS "madeAt" FROM recovery_codes WHERE user_id = $1')
const replace = statement(
  'replace_recovery_codes',
  `INSERT INTO recovery_codes (user_id, hashes, made_at) VALUES ($1, $2, $3)
  ON CONFLICT (user_id) DO UPDATE SET hashes = excluded.hashes, made_at = excluded.made_at`,
)
/** Racing callers wait for each other's row, and find the code gone. */
const spend = statement('spend_recovery_code', 'UPDATE recovery_codes SET hashes = array_remove(hashes, $2::text) WHERE user_id = $1 AND $2::text = ANY (hashes)')
const remove = statement('delete_recovery_codes', 'DELETE FROM recovery_codes WHERE user_id = $1')

/** Recovery codes as keyed hashes: one row a user, so that all are replaced at once. */
export function createRecoveryCodeStore({ sql }: { sql: Sql }): RecoveryCodeStore {
  return {
    findRecoveryCodes: (userId) => translated(async () => (isUuid(userId) ? (await sql.query(find, [userId]))[0] ?? null : null)),
    replaceRecoveryCodes: (userId, { hashes, madeAt }) => translated(async () => void (await sql.run(replace, [userId, hashes, madeAt]))),
    spendRecoveryCode: (userId, hash) => translated(async () => isUuid(userId) && (await sql.run(spend, [userId, hash])) === 1),
    deleteRecoveryCodes: (userId) => translated(async () => isUuid(userId) && (await sql.run(remove, [userId])) === 1),
  }
}
