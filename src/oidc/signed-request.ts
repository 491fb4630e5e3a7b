import type { KeyedHash } from '#src/crypto/keyed-hash.ts'

const PURPOSE = 'authorize-request'

/** An authorize request as one URL parameter, signed for its pool: an expired page begins it again by `readRequest`. */
export function signRequest(keyedHash: KeyedHash, poolId: string, params: Readonly<Record<string, string>>): string {
  const text = Buffer.from(new URLSearchParams(params).toString(), 'utf8').toString('base64url')
  return `${text}.${keyedHash.sign(PURPOSE, `${poolId}.${text}`)}`
}

/** The query of the authorize request, or null unless it was signed here for this pool. */
export function readRequest(keyedHash: KeyedHash, poolId: string, signed: string): string | null {
  const [text, signature, ...rest] = signed.split('.')
  if (!text || !signature || rest.length > 0 || !keyedHash.verify(PURPOSE, `${poolId}.${text}`, signature)) return null
  return Buffer.from(text, 'base64url').toString('utf8')
}
