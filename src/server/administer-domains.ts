import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Config } from '#src/config/config.ts'
import { createDomainEvidence } from '#src/delivery/domain-evidence.ts'
import { createSafeFetch } from '#src/delivery/safe-fetch.ts'
import type { CertificateStore, TlsCertificate } from '#src/domain/certificates/certificate.ts'
import { checkCertificate, installCertificate } from '#src/domain/certificates/install-certificate.ts'
import type { Clock } from '#src/domain/clock.ts'
import { acceptUserPoolDomain, type AcceptUserPoolDomainDeps } from '#src/domain/user-pools/accept-user-pool-domain.ts'
import { claimOf, type DomainHosts } from '#src/domain/user-pools/domain-proof.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import type { CommandSet } from './commands/command-set.ts'
import { administer } from './commands/open-door.ts'
import { createDomainHosts } from './domain-hosts.ts'
import type { Log } from './log.ts'

/** A command as it is given; files are read here, since a running server may see others. */
export type DomainCommandLine =
  | { kind: 'list' }
  | { kind: 'check'; domain: string; poolId: string }
  | { kind: 'accept'; domain: string }
  | { kind: 'certificate'; chainFile: string; keyFile: string }
  | { kind: 'forget-certificate'; id: string }

export const DOMAINS_USAGE = 'npm run domains -- list | check <domain> <poolId> | accept <domain> | certificate <chain.pem> <key.pem> | forget-certificate <id>'

/** What a command line asks for, or null. */
export function readDomainCommand([verb, first, second, ...more]: readonly string[]): DomainCommandLine | null {
  if (more.length > 0) return null
  const one = first !== undefined && second === undefined
  if (verb === 'list' && first === undefined) return { kind: 'list' }
  if (verb === 'check' && first !== undefined && second !== undefined) return { kind: 'check', domain: first.toLowerCase(), poolId: second }
  if (verb === 'accept' && one) return { kind: 'accept', domain: first.toLowerCase() }
  if (verb === 'certificate' && first !== undefined && second !== undefined) return { kind: 'certificate', chainFile: first, keyFile: second }
  return verb === 'forget-certificate' && one ? { kind: 'forget-certificate', id: first } : null
}

const domainCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('list') }),
  z.strictObject({ kind: z.literal('accept'), domain: z.string() }),
  z.strictObject({ kind: z.literal('certificate'), chain: z.string(), key: z.string() }),
  z.strictObject({ kind: z.literal('forget-certificate'), id: z.string() }),
])

/** What is done where the database is open; files are read before. */
type DomainCommand = z.output<typeof domainCommand>

type DomainCommandDeps = AcceptUserPoolDomainDeps & {
  userPools: Pick<UserPoolStore, 'listCustomDomains'>
  certificates: CertificateStore
  domainHosts: Pick<DomainHosts, 'aliasOf'>
  clock: Clock
}

export const domainCommands: CommandSet<DomainCommandDeps, DomainCommand> = { name: 'domains', schema: domainCommand, reading: ['list'], carryOut }

/** Carries a command out and returns what to print. Running instances hear of it within a second. InvalidParameter, ResourceNotFound, and as `openDoor` says. */
export async function administerDomains(config: Config, log: Log, line: DomainCommandLine): Promise<string> {
  if (line.kind === 'check') return checkDomain(config, line)
  const command = line.kind === 'certificate' ? readCertificate(line) : line
  return administer({ config, log, commands: domainCommands, open: ({ stores, clock }) => ({ ...stores, clock, domainHosts: createDomainHosts(config) }) }, command)
}

/** The command with its files read; a certificate that is of no use is refused here, before anybody else sees it. */
function readCertificate({ chainFile, keyFile }: { chainFile: string; keyFile: string }): DomainCommand {
  const { chain, key } = checkCertificate({ clock: { now: () => new Date() } }, { chain: readFileSync(chainFile, 'utf8'), key: readFileSync(keyFile, 'utf8') })
  return { kind: 'certificate', chain, key }
}

async function carryOut(deps: DomainCommandDeps, command: DomainCommand): Promise<string> {
  switch (command.kind) {
    case 'list': return listAll(deps)
    case 'certificate': return `Serving:\n${certificateLine(await installCertificate(deps, command))}`
    case 'accept': {
      const { domain, poolId } = await acceptUserPoolDomain(deps, { Domain: command.domain })
      return `${domain} answers for user pool ${poolId}, on your word.\n`
    }
    case 'forget-certificate': return (await deps.certificates.removeCertificate(command.id)) ? `${command.id} is not served any more.\n` : `There is no certificate ${command.id}.\n`
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

async function listAll({ userPools, certificates, domainHosts }: DomainCommandDeps): Promise<string> {
  const domains = (await userPools.listCustomDomains()).map((domain) => domainLine(domain, claimOf(domainHosts, domain).alias))
  const listed = (await certificates.listCertificates()).map(certificateLine)
  return `${domains.length === 0 ? 'No custom domains.\n' : domains.join('')}${listed.length === 0 ? 'No certificates.\n' : listed.join('')}`
}

const domainLine = ({ domain, poolId, status, lostAt }: UserPoolDomain, alias: string): string =>
  `${[domain, poolId, status, ...(lostAt === null ? [] : [`the owner's word is gone since ${day(lostAt)}`]), ...(status === 'ACTIVE' ? [] : [`CNAME ${alias}`])].join('  ')}\n`

const certificateLine = ({ id, names, notAfter }: TlsCertificate): string => `${names.join(' ')}  until ${day(notAfter)}  ${id}\n`

const day = (moment: Date): string => moment.toISOString().slice(0, 10)
