import type { Sealer } from '#src/crypto/sealing.ts'

/** Columns that hold sealed texts. The name and the row's key are the context: a text moved elsewhere does not open. */
export type SealedColumn =
  | 'access_keys.secret_sealed'
  | 'app_client_secrets.secret_sealed'
  | 'devices.srp_sealed'
  | 'installation.value'
  | 'outbox_messages.body_sealed'
  | 'refresh_tokens.successor_sealed'
  | 'signing_keys.private_key_sealed'
  | 'software_tokens.seeds_sealed'
  | 'users.srp_sealed'

/** Seals a text for one column of one row. */
export function sealColumn(sealer: Sealer, column: SealedColumn, rowKey: string, text: string): string {
  return sealer.seal(text, contextOf(column, rowKey))
}

/** Opens it; SealError when it was altered, moved or sealed under an unknown master key. */
export function openColumn(sealer: Sealer, column: SealedColumn, rowKey: string, sealed: string): string {
  return sealer.open(sealed, contextOf(column, rowKey)).toString('utf8')
}

const contextOf = (column: SealedColumn, rowKey: string): string => `${column}:${rowKey}`
