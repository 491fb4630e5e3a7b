import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { buildClient, CommitmentPolicy, type KeyringNode, RawAesKeyringNode, RawAesWrappingSuiteIdentifier, RawRsaKeyringNode } from '@aws-crypto/client-node'
import { writeEncryptionContext, writeEncryptionSdkMessage } from './encryption-sdk-message.ts'
import { wrapWithAes, wrapWithRsa } from './wrap-data-key.ts'

const NAMES = { namespace: 'poolhouse', name: 'arn:aws:kms:us-east-1:123456789012:key/4f2c' }
const CONTEXT = { 'userpool-id': 'us-east-1_Example01', second: 'ü' }

const aesKeyring = (key: Buffer, change: Partial<typeof NAMES> = {}): KeyringNode => new RawAesKeyringNode({
  keyNamespace: change.namespace ?? NAMES.namespace, keyName: change.name ?? NAMES.name,
  // The keyring keeps what it is given, and wipes it.
  unencryptedMasterKey: Uint8Array.from(key), wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
})

function writeWithAes(key: Buffer, text: string | Buffer, context: Record<string, string> = CONTEXT): Buffer {
  const dataKey = randomBytes(32)
  return writeEncryptionSdkMessage({
    plaintext: Buffer.from(text), dataKey, context, messageId: randomBytes(32), wrappedKey: wrapWithAes(dataKey, { ...NAMES, key, context, iv: randomBytes(12) }),
  })
}

const decrypt = (keyring: KeyringNode, message: Buffer, policy = CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT) => buildClient(policy).decrypt(keyring, message)

test('the AWS Encryption SDK decrypts it under each of its policies, and reads the context', async () => {
  const key = randomBytes(32)
  const message = writeWithAes(key, '123456')
  for (const policy of Object.values(CommitmentPolicy) as CommitmentPolicy[]) {
    const { plaintext, messageHeader } = await decrypt(aesKeyring(key), message, policy)
    assert.equal(plaintext.toString(), '123456', policy)
    assert.deepEqual({ ...messageHeader.encryptionContext }, CONTEXT)
  }
})

test('texts of any bytes and lengths, and no context, come back as they were', async () => {
  const key = randomBytes(32)
  for (const length of [0, 1, 15, 16, 17, 4095, 4096]) {
    const text = randomBytes(length)
    assert.deepEqual((await decrypt(aesKeyring(key), writeWithAes(key, text, {}))).plaintext, text, String(length))
  }
  assert.throws(() => writeWithAes(key, randomBytes(4097)), RangeError)
})

test('a key wrapped with the public key is unwrapped by the private one', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const dataKey = randomBytes(32)
  const message = writeEncryptionSdkMessage({
    plaintext: Buffer.from('Temp<1>'), dataKey, context: CONTEXT, messageId: randomBytes(32), wrappedKey: wrapWithRsa(dataKey, { ...NAMES, publicKey }),
  })
  const keyring = new RawRsaKeyringNode({
    keyNamespace: NAMES.namespace, keyName: NAMES.name, oaepHash: 'sha256', rsaKey: { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) },
  })
  assert.equal((await decrypt(keyring, message)).plaintext.toString(), 'Temp<1>')
})

test('another key, another name, and each changed byte are refused', async () => {
  const key = randomBytes(32)
  const message = writeWithAes(key, '123456')
  await assert.rejects(decrypt(aesKeyring(randomBytes(32)), message))
  await assert.rejects(decrypt(aesKeyring(key, { name: 'other' }), message))
  for (let at = 0; at < message.length; at++) {
    const changed = Buffer.from(message)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    await assert.rejects(decrypt(aesKeyring(key), changed), `byte ${at}`)
  }
})

test('the same text is never written twice, and never readable', () => {
  const key = randomBytes(32)
  const digests = Array.from({ length: 50 }, () => createHash('sha256').update(writeWithAes(key, '123456')).digest('hex'))
  assert.equal(new Set(digests).size, 50)
  assert.equal(writeWithAes(key, 'told to nobody').includes('told to nobody'), false)
})

test('a context is written in the order of the bytes of its names', () => {
  assert.deepEqual(writeEncryptionContext({ b: '2', a: '1' }), writeEncryptionContext({ a: '1', b: '2' }))
  assert.equal(writeEncryptionContext({ b: '2', a: '1' }).toString('hex'), '0002000161000131000162000132')
  assert.equal(writeEncryptionContext({}).length, 0)
})
