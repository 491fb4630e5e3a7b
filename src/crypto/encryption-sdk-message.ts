import { createCipheriv, hkdfSync } from 'node:crypto'

/** A data key as its keeper wrapped it: who unwraps it, which of their keys, and what they need. */
export type WrappedDataKey = { provider: string; info: Buffer; wrapped: Buffer }

export type EncryptionContext = Readonly<Record<string, string>>

export type EncryptionSdkMessage = {
  plaintext: Buffer
  /** 32 bytes, for this message alone. */
  dataKey: Buffer
  wrappedKey: WrappedDataKey
  /** Authenticated, not secret; travels with the message. */
  context: EncryptionContext
  /** 32 random bytes. */
  messageId: Buffer
}

/** AES-256-GCM, keys by HKDF-SHA512, with key commitment, without signature. */
const SUITE = Buffer.from('0478', 'hex')
const VERSION = Buffer.of(2)
const FRAMED = Buffer.of(2)
const FRAME_LENGTH = 4096
const LAST_FRAME = 0xffff_ffff

/**
 * One short text in the message format of the AWS Encryption SDK, version 2, that each of its implementations decrypts
 * (AWS Encryption SDK: message format reference, body additional authenticated data, algorithms reference). RangeError above 4096 bytes.
 */
export function writeEncryptionSdkMessage({ plaintext, dataKey, wrappedKey, context, messageId }: EncryptionSdkMessage): Buffer {
  if (plaintext.length > FRAME_LENGTH) throw new RangeError('The text does not fit into one frame.')
  const derive = (...label: Buffer[]) => Buffer.from(hkdfSync('sha512', dataKey, messageId, Buffer.concat(label), 32))
  const key = derive(SUITE, Buffer.from('DERIVEKEY'))
  const commitment = derive(Buffer.from('COMMITKEY'))
  const header = Buffer.concat([
    VERSION, SUITE, messageId, sized(writeEncryptionContext(context)), uint16(1), writeWrappedKey(wrappedKey), FRAMED, uint32(FRAME_LENGTH), commitment,
  ])
  return Buffer.concat([header, seal(key, 0, header, Buffer.alloc(0)).tag, writeOnlyFrame(key, messageId, plaintext)])
}

/** The context as it is authenticated: pairs in the order of their names' bytes; nothing when there are none. */
export function writeEncryptionContext(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).map(([name, value]) => [Buffer.from(name), Buffer.from(value)] as const)
  if (pairs.length === 0) return Buffer.alloc(0)
  pairs.sort(([a], [b]) => Buffer.compare(a, b))
  return Buffer.concat([uint16(pairs.length), ...pairs.flat().map(sized)])
}

function writeOnlyFrame(key: Buffer, messageId: Buffer, plaintext: Buffer): Buffer {
  const length = Buffer.alloc(8)
  length.writeUInt32BE(plaintext.length, 4)
  const { iv, sealed, tag } = seal(key, 1, Buffer.concat([messageId, Buffer.from('AWSKMSEncryptionClient Final Frame'), uint32(1), length]), plaintext)
  return Buffer.concat([uint32(LAST_FRAME), uint32(1), iv, uint32(plaintext.length), sealed, tag])
}

const writeWrappedKey = ({ provider, info, wrapped }: WrappedDataKey): Buffer => Buffer.concat([sized(Buffer.from(provider)), sized(info), sized(wrapped)])

/** The initialisation vector counts frames: 0 is the header's. The key is of this message alone, so none comes twice. */
function seal(key: Buffer, sequence: number, authenticated: Buffer, plaintext: Buffer): { iv: Buffer; sealed: Buffer; tag: Buffer } {
  const iv = Buffer.alloc(12)
  iv.writeUInt32BE(sequence, 8)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(authenticated)
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return { iv, sealed, tag: cipher.getAuthTag() }
}

const sized = (bytes: Buffer): Buffer => Buffer.concat([uint16(bytes.length), bytes])

const uint16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
