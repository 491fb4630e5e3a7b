import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { buildClient, CommitmentPolicy, type KeyringNode, KmsKeyringNode, RawAesKeyringNode, RawAesWrappingSuiteIdentifier, RawRsaKeyringNode } from '@aws-crypto/client-node'
import { KMS } from '@aws-sdk/client-kms'
import type { CodeKey } from '#src/config/code-keys.ts'
import { processVariables } from '#src/config/env.ts'
import { systemRandom } from '#src/crypto/random.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { TriggerCall } from '#src/domain/triggers/trigger-runner.ts'
import { startKeyServer } from '#test/triggers/code-key-server.ts'
import { createCodeEncrypter } from './code-keys/encrypt-code.ts'
import { createFunctionTransport } from './function-transport.ts'
import type { ClaimedMessage } from './outbox-store.ts'

// Its own types of the client know nothing of exactOptionalPropertyTypes.
type KeyringClient = Exclude<ReturnType<NonNullable<NonNullable<ConstructorParameters<typeof KmsKeyringNode>[0]>['clientProvider']>>, false>

const ARN = 'arn:aws:kms:us-east-1:123456789012:key/4f2c'
const poolId = 'us-east-1_Sender001'

const messageOf = (change: { source?: string; code?: string | null; keyId?: string | null; tries?: number }): ClaimedMessage => ({
  id: 'm', status: 'pending', createdAt: new Date(0), tries: change.tries ?? 1, poolId, clientId: 'c', userId: 'u', username: 'ada', medium: 'EMAIL', purpose: 'sign-up', to: 'ada@example.com',
  subject: null, text: '', html: null, link: null, code: change.code === undefined ? '123456' : change.code,
  handedTo: {
    keyId: change.keyId === undefined ? ARN : change.keyId,
    call: { trigger: 'CustomEmailSender', source: change.source ?? 'CustomEmailSender_SignUp', poolId, clientId: 'c', userName: 'ada', request: { type: 'customEmailSenderRequestV1', code: null }, response: {} },
  },
})

function transportWith(key: CodeKey, answer: () => Record<string, unknown> = () => ({})) {
  const calls: TriggerCall[] = []
  const triggers = { run: (call: TriggerCall) => Promise.resolve(void calls.push(call)).then(answer) }
  return { calls, transport: createFunctionTransport({ triggers, codeEncrypter: createCodeEncrypter({ keys: new Map([[ARN, key]]), random: systemRandom }) }) }
}

const decrypted = async (keyring: KeyringNode, call: TriggerCall | undefined) => {
  const { plaintext, messageHeader } = await buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT).decrypt(keyring, String(call?.request.code), { encoding: 'base64' })
  assert.equal(messageHeader.encryptionContext['userpool-id'], poolId)
  return plaintext.toString()
}

const aes = { kind: 'aes', key: randomBytes(32) } as const
const aesKeyring = () => new RawAesKeyringNode({
  keyNamespace: 'poolhouse', keyName: ARN, unencryptedMasterKey: Uint8Array.from(aes.key), wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
})

test('a function reads the code with the key that both sides have, and nobody reads it without', async () => {
  const { transport, calls } = transportWith(aes)
  await transport.deliver(messageOf({}))
  assert.equal(await decrypted(aesKeyring(), calls[0]), '123456')
  assert.doesNotMatch(JSON.stringify(calls), /"123456"/)
})

test('a function reads the code with the private half of its key', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { transport, calls } = transportWith({ kind: 'rsa', publicKey })
  await transport.deliver(messageOf({}))
  const keyring = new RawRsaKeyringNode({ keyNamespace: 'poolhouse', keyName: ARN, oaepHash: 'sha256', rsaKey: { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) } })
  assert.equal(await decrypted(keyring, calls[0]), '123456')
})

test('a function that has a KMS keyring, as on AWS, reads the code unchanged', async (t) => {
  const { endpoint, contexts } = await startKeyServer(t, ARN)
  Object.assign(processVariables(), { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' })
  const client = new KMS({ endpoint, region: 'us-east-1' })
  const { transport, calls } = transportWith({ kind: 'kms', endpoint })
  t.after(async () => {
    client.destroy()
    await transport.close()
  })
  await transport.deliver(messageOf({}))
  assert.deepEqual(contexts, [{ 'userpool-id': poolId }])
  assert.equal(await decrypted(new KmsKeyringNode({ generatorKeyId: ARN, keyIds: [ARN], clientProvider: () => client as unknown as KeyringClient }), calls[0]), '123456')
})

test('a temporary password reaches the function that mails it as HTML, other codes as they are, and no code as null', async () => {
  const { transport, calls } = transportWith(aes)
  await transport.deliver(messageOf({ source: 'CustomEmailSender_AdminCreateUser', code: 'A<b>&"1' }))
  await transport.deliver(messageOf({ source: 'CustomSMSSender_AdminCreateUser', code: 'A<b>&"1' }))
  await transport.deliver(messageOf({ source: 'CustomEmailSender_AdminCreateUser', code: null }))
  assert.equal(await decrypted(aesKeyring(), calls[0]), 'A&lt;b&gt;&amp;"1')
  assert.equal(await decrypted(aesKeyring(), calls[1]), 'A<b>&"1')
  assert.equal(calls[2]?.request.code, null)
})

test('a function that throws is asked three times, and one that does not answer for longer', async () => {
  const refusing = (error: DomainError) => transportWith(aes, () => { throw error }).transport
  const threw = new DomainError('UserLambdaValidation', 'CustomEmailSender failed with error no.')
  await assert.rejects(refusing(threw).deliver(messageOf({ tries: 2 })), { code: 'UserLambdaValidation' })
  await assert.rejects(refusing(threw).deliver(messageOf({ tries: 3 })), { name: 'PermanentDeliveryError' })
  await assert.rejects(refusing(new DomainError('UnexpectedLambda', 'No answer.', { reason: 'trigger-unavailable' })).deliver(messageOf({ tries: 49 })), { code: 'UnexpectedLambda' })
})

test('without its key a code goes nowhere', async () => {
  const { transport, calls } = transportWith(aes)
  for (const keyId of [null, `${ARN}2`]) await assert.rejects(transport.deliver(messageOf({ keyId })), { name: 'PermanentDeliveryError', message: /CODE_KEYS has no key/ })
  assert.deepEqual(calls, [])
})
