import type { Config } from '#src/config/config.ts'
import type { TlsCertificate } from '#src/domain/certificates/certificate.ts'
import { endingSoon, speaksFor } from '#src/domain/certificates/choose-certificate.ts'
import { claimOf } from '#src/domain/user-pools/domain-proof.ts'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import { createDomainHosts } from '#src/server/domain-hosts.ts'
import { note, ok, problem, type Finding } from './finding.ts'

type Kept = { readonly domains: readonly UserPoolDomain[]; readonly certificates: readonly TlsCertificate[] }

/** Custom domains whose owners are still to be heard, and certificates that end or are missing, where this server shows them. */
export function checkDomains(config: Pick<Config, 'publicUrl' | 'authDomain' | 'domainProof' | 'httpsPort'>, { domains, certificates }: Kept, now: Date): Finding[] {
  const findings = domains.flatMap((domain) => domainFinding(config, domain))
  if (config.httpsPort === null) return findings
  const hosts = [new URL(config.publicUrl).hostname, ...domains.flatMap(({ domain, status }) => (status === 'ACTIVE' ? [domain] : []))]
  const bare = hosts.filter((host) => !certificates.some((certificate) => speaksFor(certificate, host)))
  const ending = endingSoon(certificates, now)
  for (const host of bare) findings.push(problem(`Nobody brought a certificate for ${host}.`, 'npm run domains -- certificate <chain.pem> <key.pem>'))
  for (const { names, notAfter } of ending) {
    findings.push(problem(`The certificate for ${names.join(', ')} ${notAfter <= now ? 'was' : 'is'} good until ${notAfter.toISOString().slice(0, 10)}.`, 'Bring the next one: npm run domains -- certificate <chain.pem> <key.pem>'))
  }
  if (bare.length === 0 && ending.length === 0) findings.push(ok('Every host has a certificate that does not end soon.'))
  return findings
}

function domainFinding(config: Pick<Config, 'publicUrl' | 'authDomain' | 'domainProof'>, domain: UserPoolDomain): Finding[] {
  const { alias, recordName, text } = claimOf(createDomainHosts(config), domain)
  const words = `${domain.domain} needs a CNAME record to ${alias}, or ${recordName} the TXT record "${text}"`
  if (domain.status === 'CREATING') return [note(`The domain ${words}.`)]
  if (domain.status === 'FAILED') return [problem(`The owner of ${domain.domain} has not said in a week that it is user pool ${domain.poolId}'s.`, `Delete it from the pool, or make it anew once ${words}.`)]
  return domain.lostAt === null ? [] : [problem(`What the owner of ${domain.domain} had said is gone since ${domain.lostAt.toISOString().slice(0, 10)}.`, `If the domain is still the pool's, ${words}.`)]
}
