import { createHmac, createSecretKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { equalInConstantTime } from './constant-time.ts'

/** Hashes that nobody without the key can compute or try out; stable as long as the key is. All are base64url. */
export type KeyedHash = {
  /** Stored form of a short code: bound to what it is for and whose it is, so it works for nothing and nobody else. */
  code(purpose: string, subject: string, code: string): string
  /** Stands for a canonical user name that may belong to nobody, e.g. as the subject of counted attempts. */
  name(poolId: string, canonicalName: string): string
  /** Signature of `text` for one purpose (form tokens, parameters of a URL, stable decoys). */
  sign(purpose: string, text: string): string
  /** Whether `signature` is exactly what `sign` gives; in constant time. */
  verify(purpose: string, text: string, signature: string): boolean
}

/** HMAC-SHA256 (RFC 2104) under `keyBytes` (32 bytes or more, RangeError below), domain-separated by kind and by each part. */
export function createKeyedHash(keyBytes: Buffer): KeyedHash {
  if (keyBytes.length < 32) throw new RangeError('A keyed hash needs a key of at least 32 bytes.')
  const key = createSecretKey(keyBytes) // once: as bytes it would be made a key again for each hash, which costs six hashes
  const sign = (purpose: string, text: string) => hmac(key, ['sign', purpose, text])
  return {
    code: (purpose, subject, code) => hmac(key, ['code', purpose, subject, code]),
    name: (poolId, canonicalName) => hmac(key, ['name', poolId, canonicalName]),
    sign,
    verify: (purpose, text, signature) => equalInConstantTime(sign(purpose, text), signature),
  }
}

function hmac(key: KeyObject, parts: readonly string[]): string {
  const text = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + 4 + Buffer.byteLength(part), 0))
  let end = 0
  for (const part of parts) {
    const length = text.write(part, end + 4)
    // The length before each part keeps ('ab','c') and ('a','bc') apart.
    text.writeUInt32BE(length, end)
    end += 4 + length
  }
  return createHmac('sha256', key).update(text).digest('base64url')
}
