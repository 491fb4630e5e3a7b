import { hash } from 'node:crypto'
import { days, hours, minutes, seconds } from '#src/contracts/duration.ts'
import type { UserPoolDomain } from './user-pool.ts'

/** What the owner of a domain says about it, looked for in DNS and at the domain itself. */
export type Evidence = 'found' | 'absent' | 'unreachable'

/** The three ways to say it; each names the pool, so that no other pool can use what was said. */
export type DomainClaim = {
  domain: string
  /** The name that an alias record (CNAME) of the domain points to. */
  alias: string
  /** Name and text of a TXT record. */
  recordName: string
  text: string
  /** Where a server at the domain answers the text. */
  url: string
}

/** Looks for an owner's word. */
export type DomainEvidence = { look(claim: DomainClaim): Promise<Evidence> }

/** Host names of the installation itself, from configuration. */
export type DomainHosts = {
  /** Whether custom domains wait for their owners' word. */
  readonly proofRequired: boolean
  prefixHost(prefix: string): string
  /** Whether the name is that of the base address. */
  isBase(host: string): boolean
  /** Whether the name belongs to the installation: the base address, or what lies at or below the parent of prefix domains. */
  isOwn(host: string): boolean
  /** A name below the parent of prefix domains that stands for this pool's claim to this domain, and no other. */
  aliasOf(domain: Pick<UserPoolDomain, 'poolId' | 'domain'>): string
}

const PROOF_PATH = '/.well-known/poolhouse-domain'

/** Label of the alias: as good as random, and the same each time, so that DNS can be written before the domain is claimed. */
export const aliasLabel = ({ poolId, domain }: Pick<UserPoolDomain, 'poolId' | 'domain'>): string => `d${hash('sha256', `poolhouse domain ${poolId} ${domain}`, 'hex').slice(0, 24)}`

export const claimOf = (hosts: Pick<DomainHosts, 'aliasOf'>, domain: Pick<UserPoolDomain, 'poolId' | 'domain'>): DomainClaim => ({
  domain: domain.domain,
  alias: hosts.aliasOf(domain),
  recordName: `_poolhouse.${domain.domain}`,
  text: `pool=${domain.poolId}`,
  url: `https://${domain.domain}${PROOF_PATH}`,
})

/** How long a claim waits for its owner's word before the name is free for others. */
export const PATIENCE = days(7)
/** How often a domain that answers is looked after. */
export const LOOK_AGAIN = days(1)
const LOOK_AGAIN_SOON = hours(1)

/** Milliseconds until a claim is looked at again: soon while it is new, every ten minutes later. */
const pauseAt = (age: number): number => Math.min(minutes(10), Math.max(seconds(10), age / 10))

/** What a look made of a domain: `change` names what its operator should hear of. */
export type JudgedDomain = { domain: UserPoolDomain; change: 'proved' | 'failed' | 'lost' | 'found-again' | null }

/**
 * A claim goes live once the word is found, and fails after a week. A domain that answers goes on answering when the word is gone: tidied
 * DNS must not lock people out. It is only marked, so that its operator hears of it.
 */
export const judgeDomain = (domain: UserPoolDomain, evidence: Evidence, now: Date): JudgedDomain => {
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds)
  if (domain.status === 'ACTIVE') {
    if (evidence === 'unreachable') return { domain: { ...domain, checkAt: after(LOOK_AGAIN_SOON) }, change: null }
    const lostAt = evidence === 'found' ? null : (domain.lostAt ?? now)
    const change = (lostAt === null) === (domain.lostAt === null) ? null : lostAt === null ? 'found-again' : 'lost'
    return { domain: { ...domain, lostAt, checkAt: after(LOOK_AGAIN) }, change }
  }
  if (evidence === 'found') return { domain: { ...domain, status: 'ACTIVE', provedAt: now, lostAt: null, checkAt: after(LOOK_AGAIN) }, change: 'proved' }
  const age = now.getTime() - domain.createdAt.getTime()
  if (age >= PATIENCE) return { domain: { ...domain, status: 'FAILED', checkAt: null }, change: 'failed' }
  return { domain: { ...domain, checkAt: after(pauseAt(age)) }, change: null }
}
