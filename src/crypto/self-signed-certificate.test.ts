import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { generateSigningKey, loadSigningKey } from './signing-key.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'

const FACTS = { commonName: 'us-east-1_Example01', notBefore: new Date('2045-06-01T12:00:00Z'), notAfter: new Date('2055-06-01T12:00:00Z') }

test('a certificate names the key, its holder and its time, and the key itself has signed it', async () => {
  const key = loadSigningKey(await generateSigningKey())
  const other = loadSigningKey(await generateSigningKey())
  const certificate = new X509Certificate(selfSignedCertificate(key, FACTS))
  assert.equal(certificate.subject, 'CN=us-east-1_Example01')
  assert.equal(certificate.issuer, certificate.subject)
  assert.deepEqual([certificate.validFromDate, certificate.validToDate], [FACTS.notBefore, FACTS.notAfter])
  assert.ok(certificate.publicKey.equals(key.publicKey))
  assert.ok(certificate.verify(key.publicKey) && !certificate.verify(other.publicKey))
  assert.ok(certificate.checkIssued(certificate) && certificate.checkPrivateKey(key.privateKey))
})

test('the same key has the same certificate each time, another key another number', async () => {
  const key = loadSigningKey(await generateSigningKey())
  const other = loadSigningKey(await generateSigningKey())
  assert.ok(selfSignedCertificate(key, FACTS).equals(selfSignedCertificate(key, FACTS)))
  const serial = (of: typeof key) => new X509Certificate(selfSignedCertificate(of, FACTS)).serialNumber
  assert.match(serial(key), /^[0-9A-F]{20,32}$/)
  assert.notEqual(serial(key), serial(other))
})
