import type { DomainHosts } from '#src/domain/user-pools/domain-proof.ts'
import type { LiveDomain } from '#src/domain/user-pools/user-pool.ts'

/** Host names at which pools answer, and since when. From memory. */
export type LiveHosts = () => ReadonlyMap<string, Date>

/** Host names of the live domains as they are known now. */
export function createLiveHosts(hosts: Pick<DomainHosts, 'prefixHost'>, live: { current(): readonly LiveDomain[] }): LiveHosts {
  let known: readonly LiveDomain[] = []
  let byHost: ReadonlyMap<string, Date> = new Map()
  return () => {
    const current = live.current()
    if (current !== known) {
      known = current
      byHost = new Map(current.map(({ kind, domain, since }) => [kind === 'prefix' ? hosts.prefixHost(domain) : domain, since]))
    }
    return byHost
  }
}
