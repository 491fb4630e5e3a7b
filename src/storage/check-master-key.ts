import { StartError } from '#src/contracts/start-error.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import type { Database } from './engine/database.ts'
import { type Sql, statement } from './engine/sql.ts'
import { openColumn, sealColumn } from './sealed-columns.ts'

/** The row of `installation` that holds the check. */
export const masterKeyCheck = 'master_key_check'
const known = 'poolhouse'

const remember = statement('remember_installation_fact', 'INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING')
const recall = statement<{ value: string }>('recall_installation_fact', 'SELECT value FROM installation WHERE key = $1')
const replace = statement('replace_installation_fact', 'UPDATE installation SET value = $3 WHERE key = $1 AND value = $2')

type Deps = { database: Pick<Database, 'sql'>; sealer: Sealer }

/**
 * The first start leaves a known text sealed under the master key; every later one opens it, so that a wrong key is
 * noticed before anything is sealed under it. StartError MasterKeyMismatch.
 */
export async function checkMasterKey({ database: { sql }, sealer }: Deps): Promise<void> {
  const sealed = (await recallCheck(sql)) ?? (await leaveCheck(sql, sealer))
  if (openOrUndefined(sealer, sealed) !== known) {
    throw new StartError('MasterKeyMismatch', 'MASTER_KEY is not the key this database was written with: set the key it was created with, or give that one as MASTER_KEY_PREVIOUS.')
  }
}

/** Whether the master key is the one of this database, changing nothing; null before the first start with one. */
export async function masterKeyFits({ sql, sealer }: { sql: Sql; sealer: Sealer }): Promise<boolean | null> {
  const sealed = await recallCheck(sql)
  return sealed === undefined ? null : openOrUndefined(sealer, sealed) === known
}

/** Whether something may still be sealed under an earlier master key. */
export async function masterKeyNeedsReseal({ database: { sql }, sealer }: Deps): Promise<boolean> {
  const sealed = await recallCheck(sql)
  return sealed !== undefined && sealer.needsReseal(sealed)
}

/** Once everything else is sealed under the current master key: from here on it suffices. */
export async function resealMasterKeyCheck({ database: { sql }, sealer }: Deps): Promise<void> {
  const sealed = await recallCheck(sql)
  if (sealed !== undefined) await sql.run(replace, [masterKeyCheck, sealed, sealColumn(sealer, 'installation.value', masterKeyCheck, known)])
}

async function recallCheck(sql: Sql): Promise<string | undefined> {
  const [row] = await sql.query(recall, [masterKeyCheck])
  return row?.value
}

/** Of several instances that start first at the same time one leaves it; the others read what it left. */
async function leaveCheck(sql: Sql, sealer: Sealer): Promise<string> {
  const mine = sealColumn(sealer, 'installation.value', masterKeyCheck, known)
  await sql.run(remember, [masterKeyCheck, mine])
  return (await recallCheck(sql)) ?? mine
}

function openOrUndefined(sealer: Sealer, sealed: string): string | undefined {
  try {
    return openColumn(sealer, 'installation.value', masterKeyCheck, sealed)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'SealBroken') return undefined
    throw error
  }
}
