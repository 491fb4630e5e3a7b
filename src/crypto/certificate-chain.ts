import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'

/** What a TLS server needs to speak for some host names. */
export type CertificateChain = {
  /** SHA-256 of the server's own certificate, hexadecimal. */
  id: string
  /** Host names in lower case; the first label may be `*`. */
  names: string[]
  /** PEM, the server's own certificate first. */
  chain: string
  /** PKCS #8 in PEM. */
  key: string
  notBefore: Date
  notAfter: Date
}

/** Why a chain and a key are of no use. */
export type ChainProblem = 'too-long' | 'no-certificate' | 'no-key' | 'wrong-key' | 'weak-key' | 'authority' | 'no-names' | 'broken-chain'

const LONGEST = 64 * 1024
const MOST = 10
const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g
const HOST_NAME = /^(?=.{1,253}$)(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const CURVES: readonly unknown[] = ['prime256v1', 'secp384r1', 'secp521r1']

/**
 * Reads a chain and its private key, both PEM, and refuses what browsers would: another key, a short one, no names, an
 * authority's certificate, links that did not sign each other. Whether it is the time for it is not asked (RFC 5280 §6).
 */
export function readCertificateChain(chainPem: string, keyPem: string): CertificateChain | { problem: ChainProblem } {
  if (chainPem.length > LONGEST || keyPem.length > LONGEST) return { problem: 'too-long' }
  const certificates = readCertificates(chainPem)
  const [own] = certificates
  if (own === undefined) return { problem: 'no-certificate' }
  if (certificates.length > MOST) return { problem: 'too-long' }
  const key = readKey(keyPem)
  if (key === null) return { problem: 'no-key' }
  if (!own.checkPrivateKey(key)) return { problem: 'wrong-key' }
  if (!isStrong(key)) return { problem: 'weak-key' }
  if (own.ca) return { problem: 'authority' }
  const names = namesOf(own)
  if (names.length === 0) return { problem: 'no-names' }
  if (!isLinked(certificates)) return { problem: 'broken-chain' }
  return {
    id: own.fingerprint256.replaceAll(':', '').toLowerCase(), names,
    chain: certificates.map((certificate) => certificate.toString()).join(''), key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    notBefore: own.validFromDate, notAfter: own.validToDate,
  }
}

function readCertificates(pem: string): X509Certificate[] {
  try {
    return (pem.match(PEM_CERTIFICATE) ?? []).map((block) => new X509Certificate(block))
  } catch {
    return [] // OpenSSL found something else between the lines
  }
}

function readKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey({ key: pem, format: 'pem', passphrase: '' })
  } catch {
    return null // no key, or one that asks for a passphrase; the reason may quote what it read
  }
}

function isStrong(key: KeyObject): boolean {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa') return modulusLength >= 2048 && modulusLength <= 8192
  return key.asymmetricKeyType === 'ec' && CURVES.includes(namedCurve)
}

/** Names of the subject alternative name extension; common names have not counted for years (RFC 9525 §2). */
const namesOf = (certificate: X509Certificate): string[] => {
  const found = (certificate.subjectAltName ?? '').split(', ').flatMap((entry) => (entry.startsWith('DNS:') ? [entry.slice(4).toLowerCase()] : []))
  return [...new Set(found.filter((name) => HOST_NAME.test(name) && name !== '*'))]
}

const isLinked = (certificates: readonly X509Certificate[]): boolean =>
  certificates.every((certificate, at) => {
    const issuer = certificates[at + 1]
    return issuer === undefined || (certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey))
  })
