import type { Config } from '#src/config/config.ts'
import { aliasLabel, type DomainHosts } from '#src/domain/user-pools/domain-proof.ts'

/** Host names of the installation, from configuration alone. */
export function createDomainHosts(config: Pick<Config, 'publicUrl' | 'authDomain' | 'domainProof'>): DomainHosts {
  const base = new URL(config.publicUrl).hostname
  const [parent = ''] = config.authDomain.split(':')
  return {
    proofRequired: config.domainProof === 'required',
    prefixHost: (prefix) => `${prefix}.${parent}`,
    isBase: (host) => host === base,
    isOwn: (host) => host === base || host === parent || host.endsWith(`.${parent}`),
    aliasOf: (domain) => `${aliasLabel(domain)}.${parent}`,
  }
}
