import type { EncryptionContext, WrappedDataKey } from '#src/crypto/encryption-sdk-message.ts'
import type { DataKeyClient } from './kms-client.ts'

export type DataKeyRequest = { keyId: string; endpoint: string | null; context: EncryptionContext }

export type KmsDataKeys = {
  /**
   * A new data key, plain and wrapped under the key with that ARN (AWS KMS: GenerateDataKey). Asked with the credentials that AWS's own
   * order of places gives: variables, files, the role of the machine.
   */
  generate(request: DataKeyRequest): Promise<{ dataKey: Buffer; wrappedKey: WrappedDataKey }>
  close(): Promise<void>
}

/** Data keys from AWS KMS, or what speaks its API. Its client is loaded when the first is asked for. */
export function createKmsDataKeys(): KmsDataKeys {
  // One for each endpoint and region: they keep connections.
  const clients = new Map<string, Promise<DataKeyClient>>()
  const clientFor = (endpoint: string | null, region: string): Promise<DataKeyClient> => {
    const name = `${region} ${endpoint ?? ''}`
    const client = clients.get(name) ?? openClient(endpoint, region)
    clients.set(name, client)
    return client
  }
  return {
    async generate({ keyId, endpoint, context }) {
      const client = await clientFor(endpoint, keyId.split(':')[3] ?? '')
      const { Plaintext, CiphertextBlob, KeyId } = await client.generate({ keyId, context })
      if (Plaintext?.length !== 32 || CiphertextBlob === undefined) throw new Error('KMS gave no data key of 32 bytes.')
      return { dataKey: Buffer.from(Plaintext), wrappedKey: { provider: 'aws-kms', info: Buffer.from(KeyId ?? keyId), wrapped: Buffer.from(CiphertextBlob) } }
    },
    async close() {
      for (const client of clients.values()) (await client).close()
    },
  }
}

const openClient = async (endpoint: string | null, region: string): Promise<DataKeyClient> => (await import('./kms-client.ts')).openDataKeyClient(endpoint, region)
