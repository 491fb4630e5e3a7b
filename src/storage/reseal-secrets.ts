import type { Sealer } from '#src/crypto/sealing.ts'
import { masterKeyCheck, masterKeyNeedsReseal, resealMasterKeyCheck } from './check-master-key.ts'
import type { Database } from './engine/database.ts'
import { type Statement, statement } from './engine/sql.ts'
import { retryConflicts } from './retry-conflicts.ts'
import { openColumnBytes, sealColumn, type SealedColumn } from './sealed-columns.ts'
import type { StorageLog } from './storage-log.ts'

export type ResealDeps = { database: Pick<Database, 'sql'>; sealer: Sealer; log: StorageLog; stopping: AbortSignal }

type Place = { column: SealedColumn; key: string; keyType: 'uuid' | 'text'; atOnce?: number }
type SealedRow = { key: string; sealed: string }

const places: readonly Place[] = [
  { column: 'access_keys.secret_sealed', key: 'id', keyType: 'text' },
  { column: 'app_client_secrets.secret_sealed', key: 'id', keyType: 'text' },
  { column: 'devices.srp_sealed', key: 'key', keyType: 'text' },
  { column: 'functions.secrets_sealed', key: 'name', keyType: 'text' },
  { column: 'installation.value', key: 'key', keyType: 'text' },
  { column: 'outbox_messages.body_sealed', key: 'id', keyType: 'uuid' },
  { column: 'refresh_tokens.successor_sealed', key: 'digest', keyType: 'text' },
  { column: 'signing_keys.private_key_sealed', key: 'kid', keyType: 'text' },
  { column: 'software_tokens.seeds_sealed', key: 'user_id', keyType: 'uuid' },
  { column: 'tls_certificates.key_sealed', key: 'id', keyType: 'text' },
  { column: 'user_import_chunks.bytes_sealed', key: 'id', keyType: 'text', atOnce: 4 }, // a quarter of a megabyte each
  { column: 'users.srp_sealed', key: 'id', keyType: 'uuid' },
]
const batch = 200
const firstKeys = { uuid: '00000000-0000-0000-0000-000000000000', text: '' }

/**
 * After a rotation of the master key seals everything under the new one, while the program runs, and the check of the
 * master key last: until all is done a start without the previous key is refused. Does nothing when nothing was rotated.
 * Returns how many texts it sealed anew. Instances may do it at the same time.
 */
export async function resealSecrets(deps: ResealDeps): Promise<number> {
  if (!(await masterKeyNeedsReseal(deps))) return 0
  let resealed = 0
  let broken = 0
  for (const place of places) {
    for await (const rows of sealedRows(deps, place)) {
      const result = await resealRows(deps, place, rows)
      resealed += result.resealed
      broken += result.broken
    }
  }
  if (deps.stopping.aborted) return resealed
  if (broken > 0) {
    deps.log.error({ broken, resealed }, 'some secrets open with no known master key: keep MASTER_KEY_PREVIOUS, and add the key they were sealed with')
  } else {
    await resealMasterKeyCheck(deps)
    deps.log.info({ resealed }, 'all secrets are sealed under the new master key: MASTER_KEY_PREVIOUS is not needed any more')
  }
  return resealed
}

/** Rows that are sealed under another key than the current one, some at a time, in order of their key. */
async function* sealedRows({ database: { sql }, sealer, stopping }: ResealDeps, { column, key, keyType, atOnce = batch }: Place): AsyncGenerator<SealedRow[]> {
  const [table, sealed] = partsOf(column)
  const read: Statement<SealedRow> = statement(
    `sealed_rows_${table}`,
    `SELECT ${key}::text AS key, ${sealed} AS sealed FROM ${table}
    WHERE ${key} > $1::${keyType} AND ${sealed} <> '' AND NOT starts_with(${sealed}, $2) ORDER BY ${key} LIMIT ${atOnce}`,
  )
  // A sealed text begins with its version and the id of its key.
  const current = sealer.seal('', '').split('.').slice(0, 2).join('.') + '.'
  let after = firstKeys[keyType]
  while (!stopping.aborted) {
    const rows = await sql.query(read, [after, current])
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last.key
  }
}

async function resealRows({ database: { sql }, sealer }: ResealDeps, { column, key, keyType }: Place, rows: readonly SealedRow[]): Promise<{ resealed: number; broken: number }> {
  const [table, sealed] = partsOf(column)
  // A row that was changed meanwhile was sealed under the new key by whoever changed it.
  const write = statement(
    `reseal_${table}`,
    `UPDATE ${table} t SET ${sealed} = n.sealed FROM unnest($1::${keyType}[], $2::text[], $3::text[]) AS n(key, old, sealed) WHERE t.${key} = n.key AND t.${sealed} = n.old`,
  )
  const due = rows.filter((row) => column !== 'installation.value' || row.key !== masterKeyCheck)
  const changes = due.flatMap((row) => {
    const plain = openOrUndefined(sealer, column, row)
    return plain === undefined ? [] : [{ ...row, anew: sealColumn(sealer, column, row.key, plain) }]
  })
  const values = [changes.map((row) => row.key), changes.map((row) => row.sealed), changes.map((row) => row.anew)]
  const resealed = changes.length === 0 ? 0 : await retryConflicts(() => sql.run(write, values))
  return { resealed, broken: due.length - changes.length }
}

function partsOf(column: SealedColumn): [table: string, column: string] {
  const dot = column.indexOf('.')
  return [column.slice(0, dot), column.slice(dot + 1)]
}

function openOrUndefined(sealer: Sealer, column: SealedColumn, { key, sealed }: SealedRow): Buffer | undefined {
  try {
    return openColumnBytes(sealer, column, key, sealed)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'SealBroken') return undefined
    throw error
  }
}
