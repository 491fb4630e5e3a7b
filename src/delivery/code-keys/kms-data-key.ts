import type { KMSClient } from '@aws-sdk/client-kms'
import { seconds } from '#src/contracts/duration.ts'
import type { EncryptionContext, WrappedDataKey } from '#src/crypto/encryption-sdk-message.ts'

export type DataKeyRequest = { keyId: string; endpoint: string | null; context: EncryptionContext }

export type KmsDataKeys = {
  /**
   * A new data key, plain and wrapped under the key with that ARN (AWS KMS: GenerateDataKey). Asked with the credentials that AWS's own
   * order of places gives: variables, files, the role of the machine.
   */
  generate(request: DataKeyRequest): Promise<{ dataKey: Buffer; wrappedKey: WrappedDataKey }>
  close(): Promise<void>
}

/** Within the lease of a message, its second and third try included. */
const PATIENCE = { connectionTimeout: seconds(5), requestTimeout: seconds(10) }

/** Data keys from AWS KMS, or what speaks its API. Its client is loaded when the first is asked for. */
export function createKmsDataKeys(): KmsDataKeys {
  // One for each endpoint and region: they keep connections.
  const clients = new Map<string, Promise<KMSClient>>()
  const clientFor = (endpoint: string | null, region: string): Promise<KMSClient> => {
    const name = `${region} ${endpoint ?? ''}`
    const client = clients.get(name) ?? openClient(endpoint, region)
    clients.set(name, client)
    return client
  }
  return {
    async generate({ keyId, endpoint, context }) {
      const { GenerateDataKeyCommand } = await import('@aws-sdk/client-kms')
      const client = await clientFor(endpoint, keyId.split(':')[3] ?? '')
      const { Plaintext, CiphertextBlob, KeyId } = await client.send(new GenerateDataKeyCommand({ KeyId: keyId, NumberOfBytes: 32, EncryptionContext: { ...context } }))
      if (Plaintext?.length !== 32 || CiphertextBlob === undefined) throw new Error('KMS gave no data key of 32 bytes.')
      return { dataKey: Buffer.from(Plaintext), wrappedKey: { provider: 'aws-kms', info: Buffer.from(KeyId ?? keyId), wrapped: Buffer.from(CiphertextBlob) } }
    },
    async close() {
      for (const client of clients.values()) (await client).destroy()
    },
  }
}

const openClient = async (endpoint: string | null, region: string): Promise<KMSClient> => {
  const { KMSClient } = await import('@aws-sdk/client-kms')
  return new KMSClient({ region, requestHandler: PATIENCE, ...(endpoint !== null && { endpoint }) })
}
