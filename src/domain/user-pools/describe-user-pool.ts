import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'
import { userPoolArn } from './read-user-pool.ts'
import type { UserPoolSettings } from './user-pool-settings.ts'
import type { UserPoolStore } from './user-pool-store.ts'
import type { UserPool, UserPoolDomain } from './user-pool.ts'

export type DescribeUserPoolDeps = FindPoolDeps & { userPools: Pick<UserPoolStore, 'listDomains' | 'estimateUsers'> }

/** Members of the settings that UserPoolType has not: they are read by GetUserPoolMfaConfig, under another name, or not at all. */
type Elsewhere = 'Schema' | 'SmsMfaConfiguration' | 'SoftwareTokenMfaConfiguration' | 'EmailMfaConfiguration' | 'WebAuthnConfiguration' | 'SessionConfiguration' | 'Poolhouse'

/** UserPoolType; dates as Date. */
export type UserPoolDescription = Omit<UserPoolSettings, Elsewhere> & {
  Id: string
  Name: string
  Arn: string
  CreationDate: Date
  LastModifiedDate: Date
  EstimatedNumberOfUsers: number
  SchemaAttributes: UserPoolSettings['Schema']
  Domain?: string
  CustomDomain?: string
}

/** The pool, its users counted now, with its domains. ResourceNotFound (Cognito: DescribeUserPool). */
export const describeUserPool = async (deps: DescribeUserPoolDeps, request: { UserPoolId: string }): Promise<{ pool: UserPool; domains: UserPoolDomain[] }> => {
  const pool = await requireUserPool(deps, request.UserPoolId)
  const estimatedUsers = await deps.userPools.estimateUsers(pool.id)
  return { pool: { ...pool, estimatedUsers }, domains: await deps.userPools.listDomains(pool.id) }
}

/** A pool as CreateUserPool and DescribeUserPool show it (Cognito: UserPoolType). */
export const userPoolDescription = (pool: UserPool, domains: readonly UserPoolDomain[], accountId: string): UserPoolDescription => {
  const {
    Schema, SmsMfaConfiguration: _sms, SoftwareTokenMfaConfiguration: _totp, EmailMfaConfiguration: _email,
    WebAuthnConfiguration: _webAuthn, SessionConfiguration: _sessions, Poolhouse: _ours, ...settings
  } = pool.settings
  const prefix = domains.find(({ kind }) => kind === 'prefix')?.domain
  const custom = domains.find(({ kind }) => kind === 'custom')?.domain
  return {
    ...settings,
    Id: pool.id,
    Name: pool.name,
    Arn: userPoolArn(pool, accountId),
    CreationDate: pool.createdAt,
    LastModifiedDate: pool.updatedAt,
    EstimatedNumberOfUsers: pool.estimatedUsers,
    SchemaAttributes: Schema,
    ...(prefix === undefined ? {} : { Domain: prefix }),
    ...(custom === undefined ? {} : { CustomDomain: custom }),
  }
}
