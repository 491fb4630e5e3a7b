import type { AwsApiDeps } from '#src/aws-api/aws-api-deps.ts'
import type { WireObject } from '#src/aws-api/operation.ts'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'

type Deps = Pick<AwsApiDeps, 'accountId' | 'publicUrl' | 'domainHosts'>

/** DomainDescriptionType. There is no distribution in front of the server: its place has what a DNS record of the domain points to. */
export const userPoolDomainShape = (deps: Deps, domain: UserPoolDomain): WireObject => ({
  UserPoolId: domain.poolId,
  AWSAccountId: deps.accountId,
  Domain: domain.domain,
  CloudFrontDistribution: aliasTarget(deps, domain),
  Status: domain.status,
  CustomDomainConfig: (domain.customDomainConfig ?? {}) as WireObject,
  ManagedLoginVersion: domain.managedLoginVersion,
})

/** The answer of CreateUserPoolDomain and UpdateUserPoolDomain; a custom domain says what its DNS record must point to. */
export const domainAnswer = (deps: Deps, domain: UserPoolDomain): WireObject => ({
  ManagedLoginVersion: domain.managedLoginVersion,
  CloudFrontDomain: domain.kind === 'custom' ? aliasTarget(deps, domain) : undefined,
})

/** The server itself; where owners are asked, under a name that stands for this claim alone, so that the record is their word. */
const aliasTarget = ({ publicUrl, domainHosts }: Deps, domain: UserPoolDomain): string =>
  domain.kind === 'custom' && domainHosts.proofRequired ? domainHosts.aliasOf(domain) : new URL(publicUrl).hostname
