import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { days, hours } from '#src/contracts/duration.ts'
import { derBitString, derInteger, derObjectId, derSequence, derSet, derTime, derUtf8 } from '#src/crypto/der.ts'

/** An authority of a test, or a server's certificate by one. */
export type TestCertificate = { name: string; pem: string; key: KeyObject; keyPem: string }

export type CertificateWishes = {
  names?: readonly string[]
  issuer?: TestCertificate
  authority?: boolean
  notBefore?: Date
  notAfter?: Date
  keys?: { publicKey: KeyObject; privateKey: KeyObject }
}

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11'

/** A certificate of version 3 (RFC 5280 §4.1), of a new key on P-256 unless one is given, signed by the issuer or by itself. */
export function makeCertificate(commonName: string, wishes: CertificateWishes = {}): TestCertificate {
  const { publicKey, privateKey } = wishes.keys ?? generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signer = wishes.issuer?.key ?? privateKey
  const algorithm = derSequence(derObjectId(signer.asymmetricKeyType === 'rsa' ? SHA256_WITH_RSA : ECDSA_WITH_SHA256))
  const now = Date.now()
  const extensions = [
    extension('2.5.29.19', derSequence(...(wishes.authority === true ? [Buffer.from([0x01, 0x01, 0xff])] : []))),
    ...(wishes.names === undefined ? [] : [extension('2.5.29.17', derSequence(...wishes.names.map((name) => tagged(0x82, Buffer.from(name)))))]),
  ]
  const certified = derSequence(
    tagged(0xa0, derInteger(Buffer.from([2]))), derInteger(randomBytes(16)), algorithm, nameOf(wishes.issuer?.name ?? commonName),
    derSequence(derTime(wishes.notBefore ?? new Date(now - hours(1))), derTime(wishes.notAfter ?? new Date(now + days(90)))), nameOf(commonName),
    publicKey.export({ type: 'spki', format: 'der' }), tagged(0xa3, derSequence(...extensions)),
  )
  const der = derSequence(certified, algorithm, derBitString(sign('sha256', certified, signer)))
  return {
    name: commonName, key: privateKey, keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pem: `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`,
  }
}

const nameOf = (commonName: string): Buffer => derSequence(derSet(derSequence(derObjectId('2.5.4.3'), derUtf8(commonName))))

const extension = (id: string, value: Buffer): Buffer => derSequence(derObjectId(id), tagged(0x04, value))

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const octets = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...octets]), content])
}
