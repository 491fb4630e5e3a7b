import type { KeyedHash } from '#src/crypto/keyed-hash.ts'

const PURPOSE = 'authorize-request'

/** An authorize request as one URL parameter, signed for its pool: an expired page begins it again by `readRequest`. */
export function signRequest(keyedHash: KeyedHash, poolId: string, params: Readonly<Record<string, string>>): string {
  const text = Buffer.from(new URLSearchParams(params).toString(), 'utf8').toString('base64url')
  return `${text}.${keyedHash.sign(PURPOSE, `${poolId}.${text}`)}`
}

const signed = new WeakMap<object, string>()

/** `signRequest` for parameters as a pending request keeps them: signed once for each. */
export function signStoredRequest(keyedHash: KeyedHash, poolId: string, params: Readonly<Record<string, unknown>>): string {
  const known = signed.get(params)
  if (known !== undefined) return known
  const r = signRequest(keyedHash, poolId, textParameters(params))
  signed.set(params, r)
  return r
}

/** Parameters that came once each, of those that a pending request keeps. */
export const textParameters = (params: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

/** The query of the authorize request, or null unless it was signed here for this pool. */
export function readRequest(keyedHash: KeyedHash, poolId: string, signed: string): string | null {
  const [text, signature, ...rest] = signed.split('.')
  if (!text || !signature || rest.length > 0 || !keyedHash.verify(PURPOSE, `${poolId}.${text}`, signature)) return null
  return Buffer.from(text, 'base64url').toString('utf8')
}
