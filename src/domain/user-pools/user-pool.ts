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
  status: string
  createdAt: Date
}

/** The part of a pool id after `_`: what SRP calls the pool name. */
export const poolNameOf = (poolId: string): string => poolId.slice(poolId.indexOf('_') + 1)
