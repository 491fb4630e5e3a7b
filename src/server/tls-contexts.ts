import { createSecureContext, type SecureContext } from 'node:tls'
import type { InstalledCertificate } from '#src/domain/certificates/certificate.ts'
import { chooseCertificate, wildcardOf } from '#src/domain/certificates/choose-certificate.ts'
import type { Clock } from '#src/domain/clock.ts'

/** What a handshake for a host name is answered with, or null where nobody brought a certificate. From memory. */
export type TlsContexts = (serverName: string) => SecureContext | null

export function createTlsContexts({ certificates, clock }: { certificates: { current(): readonly InstalledCertificate[] }; clock: Clock }): TlsContexts {
  let known: readonly InstalledCertificate[] = []
  let byName: ReadonlyMap<string, InstalledCertificate[]> = new Map()
  let contexts = new Map<string, SecureContext>()

  const learn = (current: readonly InstalledCertificate[]): void => {
    known = current
    const pairs = current.flatMap((certificate) => certificate.names.map((name) => [name, certificate] as const))
    byName = new Map([...Map.groupBy(pairs, ([name]) => name)].map(([name, found]) => [name, found.map(([, certificate]) => certificate)]))
    contexts = new Map()
  }

  return (serverName) => {
    const current = certificates.current()
    if (current !== known) learn(current)
    const name = serverName.toLowerCase()
    const chosen = chooseCertificate(byName.get(name) ?? byName.get(wildcardOf(name)) ?? [], clock.now())
    if (chosen === null) return null
    const context = contexts.get(chosen.id) ?? createSecureContext({ cert: chosen.chain, key: chosen.key })
    contexts.set(chosen.id, context)
    return context
  }
}
