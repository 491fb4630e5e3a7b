import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { decodeStrictBase64url } from './strict-base64url.ts'

/** A master key and the id under which sealed texts name it (see `masterKeyId`). */
export type SealingKey = { id: string; key: Buffer }

/** Keeps secrets readable only with the master key, and only in the context they were sealed for. */
export type Sealer = {
  /** `v1.<key id>.<base64url>`; a different text each time. `context` says what and whose it is, and is not stored. */
  seal(plaintext: string | Buffer, context: string): string
  /** The plaintext, or a SealError: altered, another context, another form, or a key that is not known (any more). */
  open(sealed: string, context: string): Buffer
  /** Id of the key that sealed it; SealError when it is not a sealed text. Proves nothing about the contents. */
  keyIdOf(sealed: string): string
  /** Whether it was sealed under another key than the current one; SealError when it is not a sealed text. */
  needsReseal(sealed: string): boolean
}

/** Thrown for a sealed text that cannot be trusted. Test by `code`; it never tells which check failed. */
export class SealError extends Error {
  readonly code = 'SealBroken'
  override readonly name = 'SealError'
  constructor() {
    super('The sealed value cannot be opened.')
  }
}

const VERSION = 'v1'
const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/
const SALT_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** A 32-byte key for one purpose by HKDF-SHA256 (RFC 5869); keys of different purposes tell nothing of each other. */
export function deriveKey(masterKey: Buffer, purpose: string): Buffer {
  requireKeyLength(masterKey)
  return Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `poolhouse/1/${purpose}`, 32))
}

/** Short public name of a master key: 8 bytes of a hash of it, base64url. */
export function masterKeyId(masterKey: Buffer): string {
  return createHash('sha256').update('poolhouse/1/key-id').update(masterKey).digest().subarray(0, 8).toString('base64url')
}

/** Seals under `current`, opens under it and all `previous`. RangeError for a key that is not 32 bytes or a bad id. */
export function createSealer(keys: { current: SealingKey; previous?: readonly SealingKey[] }): Sealer {
  const currentId = keys.current.id
  const currentKey = sealingKeyOf(keys.current)
  const keysById = new Map((keys.previous ?? []).map((previous) => [previous.id, sealingKeyOf(previous)]))
  keysById.set(currentId, currentKey)
  return {
    seal: (plaintext, context) => `${VERSION}.${currentId}.${encrypt(currentKey, plaintext, associatedData(currentId, context))}`,
    open(sealed, context) {
      const { keyId, body } = parseSealed(sealed)
      const key = keysById.get(keyId)
      if (key === undefined) throw new SealError()
      return decrypt(key, body, associatedData(keyId, context))
    },
    keyIdOf: (sealed) => parseSealed(sealed).keyId,
    needsReseal: (sealed) => parseSealed(sealed).keyId !== currentId,
  }
}

function sealingKeyOf({ id, key }: SealingKey): KeyObject {
  if (!KEY_ID.test(id)) throw new RangeError('A key id is 1 to 64 characters of A-Z, a-z, 0-9, "-" and "_".')
  return createSecretKey(deriveKey(key, 'sealing'))
}

function requireKeyLength(key: Buffer): void {
  if (key.length !== 32) throw new RangeError('A master key has 32 bytes.')
}

function associatedData(keyId: string, context: string): Buffer {
  return Buffer.from(`${VERSION}.${keyId}.${context}`, 'utf8')
}

// A random nonce alone allows 2^32 messages a key (NIST SP 800-38D §8.3), weeks of sign-ins at full load;
// a salted key for each message lifts that limit. Keys are key objects: node:crypto takes four times as long with bytes.
function messageKey(key: KeyObject, salt: Buffer): KeyObject {
  return createSecretKey(createHmac('sha256', key).update(salt).digest())
}

function encrypt(key: KeyObject, plaintext: string | Buffer, associated: Buffer): string {
  const random = randomBytes(SALT_BYTES + NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', messageKey(key, random.subarray(0, SALT_BYTES)), random.subarray(SALT_BYTES))
  cipher.setAAD(associated)
  const text = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext
  return Buffer.concat([random, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

function decrypt(key: KeyObject, body: Buffer, associated: Buffer): Buffer {
  const nonceEnd = SALT_BYTES + NONCE_BYTES
  const textEnd = body.length - TAG_BYTES
  const options = { authTagLength: TAG_BYTES }
  const decipher = createDecipheriv('aes-256-gcm', messageKey(key, body.subarray(0, SALT_BYTES)), body.subarray(SALT_BYTES, nonceEnd), options)
  decipher.setAAD(associated)
  decipher.setAuthTag(body.subarray(textEnd))
  const start = decipher.update(body.subarray(nonceEnd, textEnd))
  try {
    return Buffer.concat([start, decipher.final()])
  } catch {
    // `final` throws for one reason only: the authentication tag does not match.
    throw new SealError()
  }
}

function parseSealed(sealed: string): { keyId: string; body: Buffer } {
  const [version, keyId, encoded, ...rest] = sealed.split('.')
  if (version !== VERSION || keyId === undefined || encoded === undefined || rest.length > 0) throw new SealError()
  const body = decodeStrictBase64url(encoded)
  if (!KEY_ID.test(keyId) || body === undefined || body.length < SALT_BYTES + NONCE_BYTES + TAG_BYTES) throw new SealError()
  return { keyId, body }
}
