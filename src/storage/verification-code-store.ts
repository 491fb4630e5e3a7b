import type { CodePurpose, VerificationCode, VerificationCodeStore } from '#src/domain/codes/verification-code-store.ts'
import { type Sql, statement } from './engine/sql.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

const save = statement(
  'save_code',
  `INSERT INTO verification_codes (user_id, purpose, pool_id, code_hash, destination, attribute, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (user_id, purpose) DO UPDATE SET code_hash = excluded.code_hash, destination = excluded.destination,
    attribute = excluded.attribute, created_at = excluded.created_at, expires_at = excluded.expires_at`,
)
const find = statement<Omit<VerificationCode, 'purpose'> & { purpose: string }>(
  'find_code',
  `SELECT user_id AS "userId", pool_id AS "poolId", purpose, code_hash AS "codeHash", destination, attribute,
    created_at AS "createdAt", expires_at AS "expiresAt"
  FROM verification_codes WHERE user_id = $1 AND purpose = $2`,
)
const consume = statement('consume_code', 'DELETE FROM verification_codes WHERE user_id = $1 AND purpose = $2 AND code_hash = $3')
const deleteAll = statement('delete_codes', 'DELETE FROM verification_codes WHERE user_id = $1')

/** Codes that were sent: at most one for each user and purpose. */
export function createVerificationCodeStore({ sql }: { sql: Sql }): VerificationCodeStore {
  return {
    saveCode: (code) => translated(async () => void (await sql.run(save, valuesOf(code)))),
    findCode: (userId, purpose) =>
      translated(async () => {
        const [row] = isUuid(userId) ? await sql.query(find, [userId, purpose]) : []
        return row === undefined ? null : { ...row, purpose: row.purpose as CodePurpose }
      }),
    consumeCode: (userId, purpose, codeHash) => translated(async () => isUuid(userId) && (await sql.run(consume, [userId, purpose, codeHash])) === 1),
    deleteCodes: (userId) =>
      translated(async () => {
        if (isUuid(userId)) await sql.run(deleteAll, [userId])
      }),
  }
}

function valuesOf({ userId, purpose, poolId, codeHash, destination, attribute, createdAt, expiresAt }: VerificationCode): unknown[] {
  return [userId, purpose, poolId, codeHash, destination, attribute, createdAt, expiresAt]
}
