import { constants, createCipheriv, type KeyObject, publicEncrypt } from 'node:crypto'
import { type EncryptionContext, type WrappedDataKey, writeEncryptionContext } from './encryption-sdk-message.ts'

/** A key by the names that both sides of a raw keyring agree on. */
export type NamedKey = { namespace: string; name: string }

const IV_LENGTH = 12
const TAG_BITS = 128

/** Wraps a data key as the raw AES keyring of the AWS Encryption SDK does, with a key of 32 bytes and a random `iv` of 12. */
export function wrapWithAes(dataKey: Buffer, wrapping: NamedKey & { key: Buffer; iv: Buffer; context: EncryptionContext }): WrappedDataKey {
  const cipher = createCipheriv('aes-256-gcm', wrapping.key, wrapping.iv).setAAD(writeEncryptionContext(wrapping.context))
  const sealed = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32BE(TAG_BITS, 0)
  lengths.writeUInt32BE(IV_LENGTH, 4)
  return { provider: wrapping.namespace, info: Buffer.concat([Buffer.from(wrapping.name), lengths, wrapping.iv]), wrapped: sealed }
}

/** Wraps a data key as the raw RSA keyring of the AWS Encryption SDK does, by OAEP with SHA-256: the private key is the receiver's alone. */
export function wrapWithRsa(dataKey: Buffer, wrapping: NamedKey & { publicKey: KeyObject }): WrappedDataKey {
  const wrapped = publicEncrypt({ key: wrapping.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, dataKey)
  return { provider: wrapping.namespace, info: Buffer.from(wrapping.name), wrapped }
}
