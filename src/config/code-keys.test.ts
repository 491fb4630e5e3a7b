import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { checkConfig } from './config.ts'

const ARN = 'arn:aws:kms:us-east-1:123456789012:key/4f2c'
const AES = Buffer.alloc(32, 7).toString('base64')
const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

test('keys of codes are read by their KMSKeyID', () => {
  const { config } = checkConfig({ CODE_KEYS: `${ARN}1=aes:${AES}, ${ARN}2=rsa:${rsa(2048)},${ARN}3=kms,${ARN}4=kms:http://localhost:4566` })
  assert.deepEqual([...config?.codeKeys ?? []].map(([arn, { kind }]) => [arn.slice(ARN.length), kind]), [['1', 'aes'], ['2', 'rsa'], ['3', 'kms'], ['4', 'kms']])
  assert.deepEqual(config?.codeKeys.get(`${ARN}1`), { kind: 'aes', key: Buffer.alloc(32, 7) })
  assert.deepEqual(config?.codeKeys.get(`${ARN}4`), { kind: 'kms', endpoint: 'http://localhost:4566' })
  assert.equal(checkConfig({}).config?.codeKeys.size, 0)
})

test('a key that cannot be used is a problem that names its place and never repeats it', () => {
  const wrong = [
    'secret', `${ARN}`, `${ARN}=aes`, `${ARN}=aes:c2hvcnQ=`, `${ARN}=aes:${AES}${AES}`, `4f2c=aes:${AES}`, `${ARN}=rsa:${AES}`, `${ARN}=rsa:${rsa(1024)}`, `${ARN}=kms:file:///secret`, `${ARN}=des:${AES}`,
  ]
  for (const item of wrong) {
    const { config, problems } = checkConfig({ CODE_KEYS: `${ARN}0=kms,${item}` })
    assert.equal(config, null, item)
    assert.deepEqual(problems.map(({ variable, sentence }) => [variable, sentence]), [['CODE_KEYS', 'CODE_KEYS has an item that cannot be used, or one ARN twice: number 2.']], item)
    assert.ok(!problems[0]?.mend.includes(AES))
  }
  assert.equal(checkConfig({ CODE_KEYS: `${ARN}=kms,${ARN}=kms` }).problems.length, 1)
})
