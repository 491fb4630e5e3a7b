import type { Sealer } from '#src/crypto/sealing.ts'
import type { SoftwareToken, SoftwareTokenStore } from '#src/domain/mfa/software-token-store.ts'
import { type Sql, statement } from './engine/sql.ts'
import { openColumn, sealColumn } from './sealed-columns.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

type Seeds = Pick<SoftwareToken, 'seed' | 'pendingSeed'>
type Row = Omit<SoftwareToken, keyof Seeds> & { seedsSealed: string }

const find = statement<Row>(
  'find_software_token',
  `SELECT user_id AS "userId", seeds_sealed AS "seedsSealed", friendly_name AS "friendlyName", last_step AS "lastStep",
    created_at AS "createdAt", updated_at AS "updatedAt", version
  FROM software_tokens WHERE user_id = $1`,
)
const insert = statement(
  'insert_software_token',
  `INSERT INTO software_tokens (user_id, seeds_sealed, friendly_name, last_step, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (user_id) DO NOTHING`,
)
const replace = statement(
  'replace_software_token',
  `UPDATE software_tokens SET seeds_sealed = $3, friendly_name = $4, last_step = $5, updated_at = $6, version = version + 1
  WHERE user_id = $1 AND version = $2`,
)
/** The version stays: a code that was used is no reason to refuse a seed that is being changed. */
const spend = statement(
  'spend_software_token_step',
  `UPDATE software_tokens SET last_step = $3, updated_at = $4 WHERE user_id = $1 AND version = $2 AND (last_step IS NULL OR last_step < $3)`,
)
const remove = statement('delete_software_token', 'DELETE FROM software_tokens WHERE user_id = $1')

/** Authenticators, their seeds sealed. */
export function createSoftwareTokenStore({ sql, sealer }: { sql: Sql; sealer: Sealer }): SoftwareTokenStore {
  return {
    findSoftwareToken: (userId) =>
      translated(async () => {
        const [row] = isUuid(userId) ? await sql.query(find, [userId]) : []
        if (row === undefined) return null
        const { seedsSealed, ...token } = row
        return { ...token, ...(JSON.parse(openColumn(sealer, 'software_tokens.seeds_sealed', token.userId, seedsSealed)) as Seeds) }
      }),
    saveSoftwareToken: ({ userId, seed, pendingSeed, friendlyName, lastStep, createdAt, updatedAt, version }) =>
      translated(async () => {
        const seeds: Seeds = { seed, pendingSeed }
        const sealed = sealColumn(sealer, 'software_tokens.seeds_sealed', userId.toLowerCase(), JSON.stringify(seeds))
        const changed = version === 0
          ? await sql.run(insert, [userId, sealed, friendlyName, lastStep, createdAt, updatedAt])
          : await sql.run(replace, [userId, version, sealed, friendlyName, lastStep, updatedAt])
        return changed === 1
      }),
    spendStep: ({ userId, version }, step, at) => translated(async () => (await sql.run(spend, [userId, version, step, at])) === 1),
    deleteSoftwareToken: (userId) =>
      translated(async () => {
        if (isUuid(userId)) await sql.run(remove, [userId])
      }),
  }
}
