import { type ChainProblem, readCertificateChain } from '#src/crypto/certificate-chain.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { CertificateStore, InstalledCertificate, TlsCertificate } from './certificate.ts'

export type InstallCertificateDeps = { certificates: Pick<CertificateStore, 'putCertificate'>; clock: Clock }

const SENTENCES: Readonly<Record<ChainProblem, string>> = {
  'too-long': 'The certificate is too long: bring the server\'s own certificate and those of its issuers, without others.',
  'no-certificate': 'There is no certificate in PEM form (-----BEGIN CERTIFICATE-----).',
  'no-key': 'There is no private key in PEM form, or it is locked by a passphrase: unlock it first.',
  'wrong-key': 'The private key belongs to another certificate.',
  'weak-key': 'Browsers refuse this kind of key: use RSA of at least 2048 bits, or the curve P-256, P-384 or P-521.',
  authority: 'The first certificate is an authority\'s: the server\'s own must come first.',
  'no-names': 'The certificate names no host (subject alternative name).',
  'broken-chain': 'The certificates do not follow each other: each must be signed by the one after it.',
}

/** The chain with its key, checked. InvalidParameter with a sentence that repeats nothing of either. */
export const checkCertificate = ({ clock }: { clock: Clock }, given: { chain: string; key: string }): InstalledCertificate => {
  const read = readCertificateChain(given.chain, given.key)
  if ('problem' in read) throw new DomainError('InvalidParameter', SENTENCES[read.problem], { reason: read.problem })
  const now = clock.now()
  if (read.notAfter <= now) throw new DomainError('InvalidParameter', `The certificate was good until ${read.notAfter.toISOString()}.`, { reason: 'over' })
  return { ...read, createdAt: now }
}

/** Keeps the certificate with its key; every instance serves it within a second. It takes the place of those whose names it has all. */
export const installCertificate = async (deps: InstallCertificateDeps, given: { chain: string; key: string }): Promise<TlsCertificate> => {
  const checked = checkCertificate(deps, given)
  await deps.certificates.putCertificate(checked)
  const { chain: _chain, key: _key, ...certificate } = checked
  return certificate
}
