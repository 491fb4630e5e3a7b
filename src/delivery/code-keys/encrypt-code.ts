import type { CodeKey } from '#src/config/code-keys.ts'
import { writeEncryptionSdkMessage, type EncryptionContext, type WrappedDataKey } from '#src/crypto/encryption-sdk-message.ts'
import type { Random } from '#src/crypto/random.ts'
import { wrapWithAes, wrapWithRsa } from '#src/crypto/wrap-data-key.ts'
import { PermanentDeliveryError } from '#src/delivery/transport.ts'
import { createKmsDataKeys, type KmsDataKeys } from './kms-data-key.ts'

export type CodeToEncrypt = { code: string; keyId: string | null; poolId: string }

export type CodeEncrypter = {
  /** The code in base64, for whoever holds the key. PermanentDeliveryError where nobody has told of the key. */
  encrypt(input: CodeToEncrypt): Promise<string>
  close(): Promise<void>
}

export type CodeEncrypterDeps = { readonly keys: ReadonlyMap<string, CodeKey>; readonly random: Pick<Random, 'bytes'> }

/** Key namespace of raw keyrings; the key's name there is its ARN. */
const NAMESPACE = 'poolhouse'

/**
 * Encrypts codes as the AWS Encryption SDK does, under the key that the pool names, bound to the pool by the encryption context
 * `userpool-id` (Cognito: custom sender Lambda triggers).
 */
export function createCodeEncrypter({ keys, random }: CodeEncrypterDeps): CodeEncrypter {
  const kms = createKmsDataKeys()
  return {
    async encrypt({ code, keyId, poolId }) {
      const key = keyId === null ? undefined : keys.get(keyId)
      if (keyId === null || key === undefined) throw new PermanentDeliveryError('CODE_KEYS has no key for the KMSKeyID of the pool.')
      const context = { 'userpool-id': poolId }
      const { dataKey, wrappedKey } = await makeDataKey({ key, keyId, context, random, kms })
      return writeEncryptionSdkMessage({ plaintext: Buffer.from(code), dataKey, wrappedKey, context, messageId: random.bytes(32) }).toString('base64')
    },
    close: kms.close,
  }
}

type DataKeyInput = { key: CodeKey; keyId: string; context: EncryptionContext; random: Pick<Random, 'bytes'>; kms: Pick<KmsDataKeys, 'generate'> }

async function makeDataKey({ key, keyId, context, random, kms }: DataKeyInput): Promise<{ dataKey: Buffer; wrappedKey: WrappedDataKey }> {
  if (key.kind === 'kms') return kms.generate({ keyId, endpoint: key.endpoint, context })
  const dataKey = random.bytes(32)
  const names = { namespace: NAMESPACE, name: keyId }
  const wrappedKey = key.kind === 'aes'
    ? wrapWithAes(dataKey, { ...names, key: key.key, iv: random.bytes(12), context })
    : wrapWithRsa(dataKey, { ...names, publicKey: key.publicKey })
  return { dataKey, wrappedKey }
}
