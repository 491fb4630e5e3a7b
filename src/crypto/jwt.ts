import { sign as signBytes, verify as verifyBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { encodeJsonSegment } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'
import { decodeStrictBase64url } from './strict-base64url.ts'

// Keys are handed to node:crypto by themselves, never inside an options object, which costs half a verification more. The
// padding of an RSA key is PKCS #1 v1.5 then, as RS256 wants it (RFC 7518 §3.3).

/** A key that signatures are checked with; every `SigningKey` is one. */
export type VerifyKey = { publicKey: KeyObject }

/** The keys that may have signed, by `kid`. */
export type VerifyKeys = ReadonlyMap<string, VerifyKey> | ((kid: string) => VerifyKey | undefined)

export type JwtHeader = { kid: string; alg: 'RS256'; typ?: string }
export type JwtPayload = { [claim: string]: unknown }

/** `expired`: genuine, of this issuer, past its `exp`. `invalid`: everything else, without saying why. */
export type VerifiedJwt =
  | { kind: 'valid'; header: JwtHeader; payload: JwtPayload }
  | { kind: 'expired'; payload: JwtPayload }
  | { kind: 'invalid' }

/** `now` and the tolerance (default 0) are in seconds, `now` since the epoch; `typ`, when given, must be the header's. */
export type VerifyJwtOptions = { issuer: string; now: number; clockToleranceSeconds?: number; typ?: string }

const MAX_TOKEN_LENGTH = 16 * 1024
const INVALID = { kind: 'invalid' } as const
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Signs a JWT by RS256 (RFC 7515) on the thread pool. The header is `{"kid","alg"}`, and `typ` if asked for. */
export async function signJwt(payload: object, key: SigningKey, header: { typ?: string } = {}): Promise<string> {
  const input = signingInput(payload, key, header)
  const signature = await new Promise<Buffer>((resolve, reject) => {
    signBytes('sha256', Buffer.from(input), key.privateKey, (error, signed) => (error === null ? resolve(signed) : reject(error)))
  })
  return `${input}.${signature.toString('base64url')}`
}

/** The same token as `signJwt`, made on the calling thread: cheaper where each core has a process of its own. */
export function signJwtSync(payload: object, key: SigningKey, header: { typ?: string } = {}): string {
  const input = signingInput(payload, key, header)
  return `${input}.${signBytes('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`
}

/**
 * Checks a JWT: RS256 by a known `kid` only, keys named in the header are ignored, `crit` is refused, at most 16 KiB,
 * canonical encoding, `iss`, `exp` (required), `nbf` (RFC 7519 §7.2, RFC 8725 §3). Never throws for what a token says.
 */
export function verifyJwt(token: string, keys: VerifyKeys, options: VerifyJwtOptions): VerifiedJwt {
  const genuine = openJwt(token, keys)
  return genuine === undefined ? INVALID : judgeJwt(genuine, options)
}

/** What a token says whose signature is by `key`. */
export type GenuineJwt = { header: JwtHeader; payload: JwtPayload; key: VerifyKey }

/** The part of `verifyJwt` that no time and no issuer changes: form and signature. */
export function openJwt(token: string, keys: VerifyKeys): GenuineJwt | undefined {
  if (token.length > MAX_TOKEN_LENGTH) return undefined
  const segments = token.split('.')
  const [headerSegment, payloadSegment, signatureSegment] = segments
  if (segments.length !== 3 || !headerSegment || !payloadSegment || !signatureSegment) return undefined
  const header = acceptableHeader(decodeJsonSegment(headerSegment))
  const signature = decodeStrictBase64url(signatureSegment)
  if (header === undefined || signature === undefined) return undefined
  const key = typeof keys === 'function' ? keys(header.kid) : keys.get(header.kid)
  if (key === undefined) return undefined
  const signed = Buffer.from(`${headerSegment}.${payloadSegment}`)
  if (!verifyBytes('sha256', signed, key.publicKey, signature)) return undefined
  const payload = decodeJsonSegment(payloadSegment)
  return payload === undefined ? undefined : { header, payload, key }
}

/** The other part: `typ`, `iss`, `exp`, `nbf`. */
export function judgeJwt({ header, payload }: GenuineJwt, options: VerifyJwtOptions): VerifiedJwt {
  if (options.typ !== undefined && header.typ !== options.typ) return INVALID
  const tolerance = options.clockToleranceSeconds ?? 0
  const { iss, exp, nbf } = payload
  if (iss !== options.issuer || typeof exp !== 'number') return INVALID
  if (nbf !== undefined && (typeof nbf !== 'number' || nbf > options.now + tolerance)) return INVALID
  return options.now >= exp + tolerance ? { kind: 'expired', payload } : { kind: 'valid', header, payload }
}

function acceptableHeader(header: JwtPayload | undefined): JwtHeader | undefined {
  if (header === undefined || header.alg !== 'RS256' || typeof header.kid !== 'string') return undefined
  // RFC 7515 §4.1.11: extensions we do not know must not be passed over. None are known here.
  if (Object.hasOwn(header, 'crit')) return undefined
  const { kid } = header
  return typeof header.typ === 'string' ? { kid, alg: 'RS256', typ: header.typ } : { kid, alg: 'RS256' }
}

function decodeJsonSegment(segment: string): JwtPayload | undefined {
  const bytes = decodeStrictBase64url(segment)
  if (bytes === undefined) return undefined
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes))
    return isObject(value) ? value : undefined
  } catch {
    // Not UTF-8 or not JSON: what an attacker sends, not a fault of ours.
    return undefined
  }
}

function isObject(value: unknown): value is JwtPayload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function signingInput(payload: object, key: SigningKey, { typ }: { typ?: string }): string {
  const headerSegment = typ === undefined ? key.headerSegment : encodeJsonSegment({ kid: key.kid, alg: key.alg, typ })
  return `${headerSegment}.${encodeJsonSegment(payload)}`
}
