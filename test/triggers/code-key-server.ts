import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

type KmsRequest = { KeyId?: string; CiphertextBlob?: string; EncryptionContext?: Record<string, string> }

/**
 * Speaks so much of the API of AWS KMS as the AWS Encryption SDK needs: GenerateDataKey and Decrypt under one key, which only decrypts with
 * the encryption context that it encrypted with.
 */
export async function startKeyServer(t: TestContext, arn: string): Promise<{ endpoint: string; contexts: unknown[] }> {
  const master = randomBytes(32)
  const contexts: unknown[] = []
  const answers: Record<string, (request: KmsRequest) => object> = {
    'TrentService.GenerateDataKey': ({ EncryptionContext }) => {
      contexts.push(EncryptionContext)
      const plain = randomBytes(32)
      return { KeyId: arn, Plaintext: plain.toString('base64'), CiphertextBlob: wrap(master, plain, EncryptionContext).toString('base64') }
    },
    'TrentService.Decrypt': ({ CiphertextBlob = '', EncryptionContext }) => ({
      KeyId: arn, Plaintext: unwrap(master, Buffer.from(CiphertextBlob, 'base64'), EncryptionContext).toString('base64'),
    }),
  }
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      const answer = body.KeyId === undefined || body.KeyId === arn ? answers[String(request.headers['x-amz-target'])] : undefined
      response.writeHead(answer ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' })
      response.end(JSON.stringify(answer ? answer(body) : { __type: 'NotFoundException', message: 'no such key' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  }))
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, contexts }
}

const bound = (context: Record<string, string> | undefined): Buffer => Buffer.from(JSON.stringify(Object.entries(context ?? {}).toSorted()))

function wrap(master: Buffer, plain: Buffer, context: Record<string, string> | undefined): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', master, iv).setAAD(bound(context))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function unwrap(master: Buffer, blob: Buffer, context: Record<string, string> | undefined): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', master, blob.subarray(0, 12)).setAAD(bound(context)).setAuthTag(blob.subarray(-16))
  return Buffer.concat([decipher.update(blob.subarray(12, -16)), decipher.final()])
}

async function readJson(request: IncomingMessage): Promise<KmsRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as KmsRequest
}
