import type { Resolver } from 'node:dns/promises'
import { seconds } from '#src/contracts/duration.ts'
import type { DomainClaim, DomainEvidence, Evidence } from '#src/domain/user-pools/domain-proof.ts'
import type { SafeFetch } from './safe-fetch.ts'

export type DomainEvidenceDeps = {
  safeFetch: Pick<SafeFetch, 'fetch'>
  /** Empty: those of the machine. */
  dnsServers: readonly string[]
}

const PATIENCE = { timeout: seconds(3), tries: 2 }
/** Answers that say that there is nothing, as opposed to none at all. */
const NOTHING: readonly string[] = ['ENOTFOUND', 'ENODATA']

/**
 * Looks for an owner's word where only the owner can write: an alias record, a TXT record, a file on a server at the domain. The file is
 * asked for over https on its usual port, from public addresses; of what is answered nothing but whether it is the word gets out.
 */
export function createDomainEvidence({ safeFetch, dnsServers }: DomainEvidenceDeps): DomainEvidence {
  const open = async (): Promise<Resolver> => {
    const { Resolver } = await import('node:dns/promises')
    const resolver = new Resolver(PATIENCE)
    if (dnsServers.length > 0) resolver.setServers(dnsServers)
    return resolver
  }
  // Most processes never ask anybody.
  let opening: Promise<Resolver> | undefined
  return {
    async look(claim) {
      const resolver = await (opening ??= open())
      const found = await Promise.all([
        lookUp(async () => (await resolver.resolveCname(claim.domain)).some((target) => nameOf(target) === claim.alias)),
        lookUp(async () => (await resolver.resolveTxt(claim.recordName)).some((chunks) => chunks.join('') === claim.text)),
        fetchWord(safeFetch, claim),
      ])
      if (found.includes('found')) return 'found'
      // A name server that does not answer says nothing about the record; a web server that does not, that it is not there.
      return found[0] === 'unreachable' || found[1] === 'unreachable' ? 'unreachable' : 'absent'
    },
  }
}

async function lookUp(ask: () => Promise<boolean>): Promise<Evidence> {
  try {
    return (await ask()) ? 'found' : 'absent'
  } catch (error) {
    return NOTHING.includes(String((error as { code?: unknown }).code)) ? 'absent' : 'unreachable'
  }
}

async function fetchWord(safeFetch: DomainEvidenceDeps['safeFetch'], { url, text }: DomainClaim): Promise<Evidence> {
  try {
    const answer = await safeFetch.fetch(url, { method: 'GET' })
    return answer.status === 200 && answer.body.toString('utf8').trim() === text ? 'found' : 'absent'
  } catch (error) {
    if ((error as Error).name === 'SafeFetchError') return 'absent'
    throw error
  }
}

/** Without the dot at the end, in lower case: names are the same in every case (RFC 4343). */
const nameOf = (name: string): string => name.toLowerCase().replace(/\.$/, '')
