import { z } from 'zod'
import { arn, text } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'

const RESERVED_WORDS = ['aws', 'amazon', 'cognito']
const PREFIX_PATTERN = '^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$'
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

const customDomainConfig = z.object({
  CertificateArn: arn,
  SecurityPolicy: z.enum(['TLS_V1', 'TLS_V1_2_2021', 'TLS_V1_3_2025']).exactOptional(),
})

/** A prefix or a whole host name, in lower case. */
export const domainName = text({ min: 1, max: 253 }).refine(
  (domain) => domain.split('.').every((label) => LABEL.test(label)), `Member must satisfy regular expression pattern: ${PREFIX_PATTERN}`)

/** CreateUserPoolDomain and UpdateUserPoolDomain without the pool. */
export const userPoolDomainRequest = z.object({
  Domain: domainName,
  ManagedLoginVersion: z.int().min(1).max(2).exactOptional(),
  CustomDomainConfig: customDomainConfig.exactOptional(),
  Routing: z.object({
    Failover: z.object({ SecondaryRegion: text({ min: 5, max: 32 }), PrimaryRoute53HealthCheckId: text({ min: 1, max: 64 }).exactOptional() }).exactOptional(),
  }).exactOptional(),
})
export type UserPoolDomainRequest = z.input<typeof userPoolDomainRequest> & { UserPoolId: string }

/**
 * Whether the name is a prefix below the installation's own domain or a whole host name. InvalidParameter for a prefix
 * with a reserved word, a top-level domain, or an address (Cognito: configuring a user pool domain).
 */
export const domainKind = (domain: string, hasCustomConfig: boolean): 'prefix' | 'custom' => {
  const labels = domain.split('.')
  if (labels.length === 1 && !hasCustomConfig) {
    const reserved = RESERVED_WORDS.find((word) => domain.includes(word))
    if (reserved !== undefined) throw new DomainError('InvalidParameter', `Domain cannot contain reserved word: ${reserved}`, { field: 'Domain' })
    return 'prefix'
  }
  if (labels.length === 1 || /^[0-9]+$/.test(labels.at(-1) ?? '')) {
    throw new DomainError('InvalidParameter', `Custom domain is not a valid subdomain: ${domain}`, { field: 'Domain' })
  }
  return 'custom'
}

/** InvalidParameter for a domain that should fail over to another region: a pool has no replicas here. */
export const assertNoFailover = ({ Routing }: z.output<typeof userPoolDomainRequest>): void => {
  if (Routing?.Failover !== undefined) throw new DomainError('InvalidParameter', 'Failover needs a replica of the user pool, and it has none.', { field: 'Routing' })
}

/** InvalidParameter in Cognito's words when a pool has not this domain. */
export const noSuchDomain = (): DomainError => new DomainError('InvalidParameter', 'No such domain or user pool exists.', { field: 'Domain' })
