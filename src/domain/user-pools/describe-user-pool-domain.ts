import type { UserPoolStore } from './user-pool-store.ts'
import type { UserPoolDomain } from './user-pool.ts'

export type DescribeUserPoolDomainDeps = { userPools: Pick<UserPoolStore, 'findDomain'> }

/** The domain, or null: an unknown one is no error (Cognito: DescribeUserPoolDomain). */
export const describeUserPoolDomain = (deps: DescribeUserPoolDomainDeps, request: { Domain: string }): Promise<UserPoolDomain | null> =>
  deps.userPools.findDomain(request.Domain)
