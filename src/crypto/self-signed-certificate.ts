import { createHash, sign } from 'node:crypto'
import { derBitString, derInteger, derNull, derObjectId, derSequence, derSet, derTime, derUtf8 } from './der.ts'
import type { SigningKey } from './signing-key.ts'

const COMMON_NAME = '2.5.4.3'
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11'

export type CertificateFacts = { commonName: string; notBefore: Date; notAfter: Date }

/**
 * An X.509 certificate (RFC 5280) of a signing key, signed with itself, in DER. It makes no claims beyond name and time, and the same
 * key and facts always make the same certificate, to the byte: PKCS #1 v1.5 signatures have nothing random.
 */
export function selfSignedCertificate(key: Pick<SigningKey, 'kid' | 'privateKey' | 'publicKey'>, { commonName, notBefore, notAfter }: CertificateFacts): Buffer {
  const algorithm = derSequence(derObjectId(SHA256_WITH_RSA), derNull())
  const name = derSequence(derSet(derSequence(derObjectId(COMMON_NAME), derUtf8(commonName))))
  const publicKey = key.publicKey.export({ type: 'spki', format: 'der' })
  const certified = derSequence(
    derInteger(serialNumber(key.kid, commonName)), algorithm, name, derSequence(derTime(notBefore), derTime(notAfter)), name, publicKey,
  )
  return derSequence(certified, algorithm, derBitString(sign('sha256', certified, key.privateKey)))
}

/** Unique to the key, and of at most 20 octets (RFC 5280 §4.1.2.2). */
const serialNumber = (kid: string, commonName: string): Buffer => createHash('sha256').update(`${commonName} ${kid}`).digest().subarray(0, 16)
