import type { UserPoolSettings } from './user-pool-settings.ts'

/** A user pool. `settings` keeps Cognito's own member names and shapes, defaults filled in. */
export type UserPool = {
  id: string
  region: string
  name: string
  settings: UserPoolSettings
  version: number
  estimatedUsers: number
  createdAt: Date
  updatedAt: Date
}

export type UserPoolDomain = {
  domain: string
  poolId: string
  kind: 'prefix' | 'custom'
  managedLoginVersion: number
  customDomainConfig: Record<string, unknown> | null
  /** It answers, waits for its owner's word, or waited for it in vain. */
  status: 'ACTIVE' | 'CREATING' | 'FAILED'
  createdAt: Date
  /** When the owner's word was found, or the operator gave his own. */
  provedAt: Date | null
  /** When to look for it next; null: never. */
  checkAt: Date | null
  /** Since when it is gone, though the domain answers. */
  lostAt: Date | null
}

/** A domain that answers: its host name is looked up without a statement, also while the database is away. */
export type LiveDomain = Pick<UserPoolDomain, 'domain' | 'poolId' | 'kind'> & { since: Date }

/** The part of a pool id after `_`: what SRP calls the pool name. */
export const poolNameOf = (poolId: string): string => poolId.slice(poolId.indexOf('_') + 1)
