import { GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { seconds } from '#src/contracts/duration.ts'
import type { DataKeyRequest } from './kms-data-key.ts'

/** Within the lease of a message, its second and third try included. */
const PATIENCE = { connectionTimeout: seconds(5), requestTimeout: seconds(10) }

/** Asks one KMS for data keys, over connections that it keeps. */
export type DataKeyClient = {
  generate(request: Omit<DataKeyRequest, 'endpoint'>): Promise<{ Plaintext?: Uint8Array | undefined; CiphertextBlob?: Uint8Array | undefined; KeyId?: string | undefined }>
  close(): void
}

/** The client of AWS KMS in a region, or at another endpoint that speaks its API. This file is loaded when the first is asked for. */
export function openDataKeyClient(endpoint: string | null, region: string): DataKeyClient {
  const client = new KMSClient({ region, requestHandler: PATIENCE, ...(endpoint !== null && { endpoint }) })
  return {
    generate: ({ keyId, context }) => client.send(new GenerateDataKeyCommand({ KeyId: keyId, NumberOfBytes: 32, EncryptionContext: { ...context } })),
    close: () => client.destroy(),
  }
}
