import { withTimestamps } from '#src/aws-api/timestamp.ts'
import { userPoolDescription } from '#src/domain/user-pools/describe-user-pool.ts'
import type { UserPool, UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import { withoutEmptyLists } from './without-empty-lists.ts'

/** UserPoolType. */
export const userPoolShape = (pool: UserPool, domains: readonly UserPoolDomain[], accountId: string) =>
  withoutEmptyLists(withTimestamps(userPoolDescription(pool, domains, accountId)), ['AutoVerifiedAttributes', 'AliasAttributes', 'UsernameAttributes'])

/** UserPoolDescriptionType: a pool in the list of pools. */
export const listedUserPoolShape = ({ id, name, settings, createdAt, updatedAt }: UserPool) =>
  withTimestamps({ Id: id, Name: name, LambdaConfig: settings.LambdaConfig, LastModifiedDate: updatedAt, CreationDate: createdAt })
