import type { Sealer } from '#src/crypto/sealing.ts'

/** Columns that hold sealed texts. The name and the row's key are the context: a text moved elsewhere does not open. */
export type SealedColumn =
  | 'access_keys.secret_sealed'
  | 'app_client_secrets.secret_sealed'
  | 'devices.srp_sealed'
  | 'functions.secrets_sealed'
  | 'installation.value'
  | 'outbox_messages.body_sealed'
  | 'refresh_tokens.successor_sealed'
  | 'signing_keys.private_key_sealed'
  | 'software_tokens.seeds_sealed'
  | 'tls_certificates.key_sealed'
  | 'user_import_chunks.bytes_sealed'
  | 'users.srp_sealed'

/** Seals a text or bytes for one column of one row. */
export function sealColumn(sealer: Sealer, column: SealedColumn, rowKey: string, plain: string | Buffer): string {
  return sealer.seal(plain, contextOf(column, rowKey))
}

/** Opens it; SealError when it was altered, moved or sealed under an unknown master key. */
export function openColumn(sealer: Sealer, column: SealedColumn, rowKey: string, sealed: string): string {
  return openColumnBytes(sealer, column, rowKey, sealed).toString('utf8')
}

/** The same as the bytes that were sealed. */
export function openColumnBytes(sealer: Sealer, column: SealedColumn, rowKey: string, sealed: string): Buffer {
  return sealer.open(sealed, contextOf(column, rowKey))
}

const contextOf = (column: SealedColumn, rowKey: string): string => `${column}:${rowKey}`
