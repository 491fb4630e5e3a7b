import { readFileSync } from 'node:fs'
import type { Config } from '#src/config/config.ts'
import { loadMasterKeys } from '#src/config/master-key.ts'
import { createSealer, type Sealer } from '#src/crypto/sealing.ts'
import { createDomainEvidence } from '#src/delivery/domain-evidence.ts'
import { createSafeFetch } from '#src/delivery/safe-fetch.ts'
import type { TlsCertificate } from '#src/domain/certificates/certificate.ts'
import { checkCertificate, installCertificate } from '#src/domain/certificates/install-certificate.ts'
import { acceptUserPoolDomain } from '#src/domain/user-pools/accept-user-pool-domain.ts'
import { claimOf } from '#src/domain/user-pools/domain-proof.ts'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import { checkMasterKey } from '#src/storage/check-master-key.ts'
import { createStores, type Stores } from '#src/storage/create-stores.ts'
import { openDatabase } from '#src/storage/engine/database.ts'
import { createDomainHosts } from './domain-hosts.ts'
import { leaveCommand, type LeftCommand } from './left-commands.ts'
import type { Log } from './log.ts'

export type DomainCommand =
  | { kind: 'list' }
  | { kind: 'check'; domain: string; poolId: string }
  | { kind: 'accept'; domain: string }
  | { kind: 'certificate'; chainFile: string; keyFile: string }
  | { kind: 'forget-certificate'; id: string }

export const DOMAINS_USAGE = 'npm run domains -- list | check <domain> <poolId> | accept <domain> | certificate <chain.pem> <key.pem> | forget-certificate <id>'

/** What a command line asks for, or null. */
export function readDomainCommand([verb, first, second, ...more]: readonly string[]): DomainCommand | null {
  if (more.length > 0) return null
  const one = first !== undefined && second === undefined
  if (verb === 'list' && first === undefined) return { kind: 'list' }
  if (verb === 'check' && first !== undefined && second !== undefined) return { kind: 'check', domain: first.toLowerCase(), poolId: second }
  if (verb === 'accept' && one) return { kind: 'accept', domain: first.toLowerCase() }
  if (verb === 'certificate' && first !== undefined && second !== undefined) return { kind: 'certificate', chainFile: first, keyFile: second }
  return verb === 'forget-certificate' && one ? { kind: 'forget-certificate', id: first } : null
}

const clock = { now: () => new Date() }

/**
 * Carries a command out and returns what to print. Running instances hear of it within a second; where an embedded database belongs to
 * the running server, the command is left for it, and `list` must wait until it is stopped (StartError DataFolderInUse).
 */
export async function administerDomains(config: Config, log: Log, command: DomainCommand): Promise<string> {
  if (command.kind === 'check') return checkDomain(config, command)
  const sealer = createSealer(loadMasterKeys(config))
  const change = command.kind === 'list' ? null : readChange(command)
  try {
    return await withStores(config, log, sealer, (stores) => (change === null ? listAll(config, stores) : carryOutChange(stores, change)))
  } catch (error) {
    if (change === null || (error as { code?: unknown }).code !== 'DataFolderInUse') throw error
    leaveCommand(config.dataDir, sealer, change)
    return 'Handed to the running server, which takes it within seconds; its log says so.\n'
  }
}

async function withStores(config: Config, log: Log, sealer: Sealer, work: (stores: Stores) => Promise<string>): Promise<string> {
  const database = await openDatabase({ databaseUrl: config.databaseUrl ?? undefined, dataDir: config.dataDir, log })
  try {
    await checkMasterKey({ database, sealer })
    return await work(createStores({ database, sealer, log }))
  } finally {
    await database.close()
  }
}

/** The command with its files read; a certificate that is of no use is refused here, before anybody else sees it. */
function readChange(command: Exclude<DomainCommand, { kind: 'list' | 'check' }>): LeftCommand {
  if (command.kind !== 'certificate') return command
  const { chain, key } = checkCertificate({ clock }, { chain: readFileSync(command.chainFile, 'utf8'), key: readFileSync(command.keyFile, 'utf8') })
  return { kind: 'certificate', chain, key }
}

/** Makes the change; the sentence to print or to log. InvalidParameter, ResourceNotFound. */
export async function carryOutChange({ userPools, certificates }: Pick<Stores, 'userPools' | 'certificates'>, change: LeftCommand): Promise<string> {
  switch (change.kind) {
    case 'certificate': return `Serving:\n${certificateLine(await installCertificate({ certificates, clock }, change))}`
    case 'accept': {
      const { domain, poolId } = await acceptUserPoolDomain({ userPools, clock }, { Domain: change.domain })
      return `${domain} answers for user pool ${poolId}, on your word.\n`
    }
    case 'forget-certificate': return (await certificates.removeCertificate(change.id)) ? `${change.id} is not served any more.\n` : `There is no certificate ${change.id}.\n`
  }
}

async function checkDomain(config: Config, { domain, poolId }: { domain: string; poolId: string }): Promise<string> {
  const claim = claimOf(createDomainHosts(config), { domain, poolId })
  const safeFetch = createSafeFetch({ allow: config.outboundAllow })
  try {
    const evidence = await createDomainEvidence({ safeFetch, dnsServers: config.dnsServers }).look(claim)
    const said = { found: 'The owner has said that it is the pool\'s.', absent: 'The owner has not said yet that it is the pool\'s. One of these is enough:', unreachable: 'The name server does not answer. One of these is looked for:' }[evidence]
    return `${said}\n  ${domain}. CNAME ${claim.alias}.\n  ${claim.recordName}. TXT "${claim.text}"\n  ${claim.url} answers ${claim.text}\n`
  } finally {
    await safeFetch.close()
  }
}

async function listAll(config: Config, { userPools, certificates }: Stores): Promise<string> {
  const hosts = createDomainHosts(config)
  const domains = (await userPools.listCustomDomains()).map((domain) => domainLine(domain, claimOf(hosts, domain).alias))
  const listed = (await certificates.listCertificates()).map(certificateLine)
  return `${domains.length === 0 ? 'No custom domains.\n' : domains.join('')}${listed.length === 0 ? 'No certificates.\n' : listed.join('')}`
}

const domainLine = ({ domain, poolId, status, lostAt }: UserPoolDomain, alias: string): string =>
  `${[domain, poolId, status, ...(lostAt === null ? [] : [`the owner's word is gone since ${day(lostAt)}`]), ...(status === 'ACTIVE' ? [] : [`CNAME ${alias}`])].join('  ')}\n`

const certificateLine = ({ id, names, notAfter }: TlsCertificate): string => `${names.join(' ')}  until ${day(notAfter)}  ${id}\n`

const day = (moment: Date): string => moment.toISOString().slice(0, 10)
