import type { AwsApiDeps } from '#src/aws-api/aws-api-deps.ts'
import type { WireObject } from '#src/aws-api/operation.ts'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'

/** DomainDescriptionType. There is no distribution in front of the server: what a DNS record of the domain points to is the server itself. */
export const userPoolDomainShape = (deps: Pick<AwsApiDeps, 'accountId' | 'publicUrl'>, domain: UserPoolDomain): WireObject => ({
  UserPoolId: domain.poolId,
  AWSAccountId: deps.accountId,
  Domain: domain.domain,
  CloudFrontDistribution: hostOf(deps),
  Status: domain.status,
  CustomDomainConfig: (domain.customDomainConfig ?? {}) as WireObject,
  ManagedLoginVersion: domain.managedLoginVersion,
})

/** The answer of CreateUserPoolDomain and UpdateUserPoolDomain; a custom domain says what its DNS record must point to. */
export const domainAnswer = (deps: Pick<AwsApiDeps, 'publicUrl'>, { kind, managedLoginVersion }: UserPoolDomain): WireObject => ({
  ManagedLoginVersion: managedLoginVersion,
  CloudFrontDomain: kind === 'custom' ? hostOf(deps) : undefined,
})

const hostOf = ({ publicUrl }: Pick<AwsApiDeps, 'publicUrl'>): string => new URL(publicUrl).hostname
