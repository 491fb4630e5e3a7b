import { StartError } from '#src/contracts/start-error.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import type { Database } from './engine/database.ts'
import { type Sql, statement } from './engine/sql.ts'
import { openColumn, sealColumn } from './sealed-columns.ts'

const fact = 'master_key_check'
const known = 'poolhouse'

const remember = statement('remember_installation_fact', 'INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING')
const recall = statement<{ value: string }>('recall_installation_fact', 'SELECT value FROM installation WHERE key = $1')
const replace = statement('replace_installation_fact', 'UPDATE installation SET value = $3 WHERE key = $1 AND value = $2')

/**
 * The first start leaves a known text sealed under the master key; every later one opens it, so that a wrong key is
 * noticed before anything is sealed under it. StartError MasterKeyMismatch. A key that was rotated seals the text anew.
 */
export async function checkMasterKey({ database: { sql }, sealer }: { database: Pick<Database, 'sql'>; sealer: Sealer }): Promise<void> {
  const sealed = (await recallFact(sql)) ?? (await leaveFact(sql, sealer))
  if (openOrUndefined(sealer, sealed) !== known) {
    throw new StartError('MasterKeyMismatch', 'MASTER_KEY is not the key this database was written with: set the key it was created with, or give that one as MASTER_KEY_PREVIOUS.')
  }
  if (sealer.needsReseal(sealed)) await sql.run(replace, [fact, sealed, sealColumn(sealer, 'installation.value', fact, known)])
}

/** Whether the master key is the one of this database, changing nothing; null before the first start with one. */
export async function masterKeyFits({ sql, sealer }: { sql: Sql; sealer: Sealer }): Promise<boolean | null> {
  const sealed = await recallFact(sql)
  return sealed === undefined ? null : openOrUndefined(sealer, sealed) === known
}

async function recallFact(sql: Sql): Promise<string | undefined> {
  const [row] = await sql.query(recall, [fact])
  return row?.value
}

/** Of several instances that start first at the same time one leaves it; the others read what it left. */
async function leaveFact(sql: Sql, sealer: Sealer): Promise<string> {
  const mine = sealColumn(sealer, 'installation.value', fact, known)
  await sql.run(remember, [fact, mine])
  return (await recallFact(sql)) ?? mine
}

function openOrUndefined(sealer: Sealer, sealed: string): string | undefined {
  try {
    return openColumn(sealer, 'installation.value', fact, sealed)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'SealBroken') return undefined
    throw error
  }
}
