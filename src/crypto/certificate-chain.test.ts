import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { makeCertificate } from '#test/domains/certificates.ts'
import { readCertificateChain } from './certificate-chain.ts'

const root = makeCertificate('Test root', { authority: true })
const issuer = makeCertificate('Test issuer', { authority: true, issuer: root })
const own = makeCertificate('login.example.com', { names: ['Login.example.com', '*.id.example.com'], issuer })
const problemOf = (chain: string, key = own.keyPem): unknown => {
  const read = readCertificateChain(chain, key)
  return 'problem' in read ? read.problem : `good for ${read.names.join()}`
}

test('a chain with its key is read, in PEM of one form', () => {
  const read = readCertificateChain(`subject=/CN=login\r\n${own.pem.replaceAll('\n', '\r\n')}\n\n${issuer.pem}`, own.keyPem)
  assert.ok(!('problem' in read))
  assert.deepEqual(read.names, ['login.example.com', '*.id.example.com'])
  assert.match(read.id, /^[0-9a-f]{64}$/)
  assert.equal(read.chain, own.pem + issuer.pem)
  assert.match(read.key, /^-----BEGIN PRIVATE KEY-----/)
  assert.ok(read.notBefore < new Date() && read.notAfter > new Date())
  assert.equal(problemOf(own.pem), 'good for login.example.com,*.id.example.com', 'the issuer may be missing')
  assert.equal(problemOf(own.pem + issuer.pem + root.pem), 'good for login.example.com,*.id.example.com')
  const rsa = makeCertificate('rsa', { names: ['rsa.example.com'], issuer, keys: generateKeyPairSync('rsa', { modulusLength: 2048 }) })
  assert.equal(problemOf(rsa.pem, rsa.key.export({ type: 'pkcs1', format: 'pem' }).toString()), 'good for rsa.example.com')
})

test('what no browser would take is refused', () => {
  assert.equal(problemOf(own.pem, issuer.keyPem), 'wrong-key')
  assert.equal(problemOf(issuer.pem + own.pem, issuer.keyPem), 'authority')
  assert.equal(problemOf(own.pem + root.pem), 'broken-chain')
  const namesake = makeCertificate('Test issuer', { authority: true })
  assert.equal(problemOf(own.pem + namesake.pem), 'broken-chain', 'the name alone signs nothing')
  const of = (names: string[] | undefined, keys?: ReturnType<typeof generateKeyPairSync>) => {
    const made = makeCertificate('x', { issuer, ...(names === undefined ? {} : { names }), ...(keys === undefined ? {} : { keys: keys as never }) })
    return problemOf(made.pem, made.keyPem)
  }
  assert.equal(of(undefined), 'no-names')
  assert.equal(of([]), 'no-names')
  assert.equal(of(['*', '..', 'a b', 'x\0y', '*.*.example.com', 'login.example.com, DNS:evil']), 'no-names')
  assert.equal(of(['weak.example.com'], generateKeyPairSync('rsa', { modulusLength: 1024 }) as never), 'weak-key')
  assert.equal(of(['odd.example.com'], generateKeyPairSync('ec', { namedCurve: 'secp256k1' }) as never), 'weak-key')
})

test('what is no certificate or no open key is refused, at any length', () => {
  for (const text of ['', 'hello', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', own.keyPem, own.pem.slice(0, 200), own.pem.replace('MII', 'MIJ')]) assert.equal(problemOf(text), 'no-certificate', text)
  const locked = own.key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' }).toString()
  for (const text of ['', 'hello', own.pem, locked]) assert.equal(problemOf(own.pem, text), 'no-key')
  assert.equal(problemOf(own.pem + 'x'.repeat(65_537)), 'too-long')
  assert.equal(problemOf(own.pem, 'x'.repeat(65_537)), 'too-long')
  assert.equal(problemOf(own.pem.repeat(11)), 'too-long')
})
