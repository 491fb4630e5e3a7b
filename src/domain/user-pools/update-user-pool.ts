import type { Clock } from '#src/domain/clock.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { completeUserPoolSettings } from './complete-user-pool-settings.ts'
import { userPoolName } from './create-user-pool.ts'
import { requireNoImport, type RequireNoImportDeps } from '#src/domain/user-imports/require-no-import.ts'
import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'
import type { UserPoolSettings, UserPoolSettingsInput } from './user-pool-settings.ts'
import type { UserPoolStore } from './user-pool-store.ts'
import type { UserPool } from './user-pool.ts'
import { z } from 'zod'

/** Fixed when the pool was made; a value in the request is ignored, as UpdateUserPool has no such member. */
type Immutable = 'AliasAttributes' | 'UsernameAttributes' | 'UsernameConfiguration' | 'Schema'

export type UpdateUserPoolRequest = Omit<UserPoolSettingsInput, Immutable> & { UserPoolId: string; PoolName?: string }

export type UpdateUserPoolDeps = FindPoolDeps & RequireNoImportDeps & { userPools: Pick<UserPoolStore, 'updatePool'>; clock: Clock }

const renamed = z.object({ PoolName: userPoolName.exactOptional() })

/**
 * Replaces the pool's settings: a member left out goes back to its default. Kept when left out: what was fixed at creation,
 * what only SetUserPoolMfaConfig writes, tags, UserAttributeUpdateSettings, DcrConfiguration, AcrConfiguration, the session configuration and our own options.
 * ResourceNotFound, InvalidParameter, ConcurrentModification, UserImportInProgress (Cognito: UpdateUserPool).
 */
export const updateUserPool = async (deps: UpdateUserPoolDeps, request: UpdateUserPoolRequest): Promise<UserPool> => {
  const { UserPoolId, PoolName, ...given } = request
  const pool = await requireUserPool(deps, UserPoolId)
  await requireNoImport(deps, pool.id)
  const { PoolName: name = pool.name } = parseRequest(renamed, { PoolName })
  const settings = completeUserPoolSettings({ ...changeableMembers(given), ...immutableMembers(pool.settings), ...keptMembers(pool.settings, given) })
  return deps.userPools.updatePool({ ...pool, name, settings, updatedAt: deps.clock.now() })
}

const changeableMembers = (given: UserPoolSettingsInput): Omit<UserPoolSettingsInput, Immutable> => {
  const { AliasAttributes: _aliases, UsernameAttributes: _names, UsernameConfiguration: _cases, Schema: _schema, ...changeable } = given
  return changeable
}

const immutableMembers = ({ AliasAttributes, UsernameAttributes, UsernameConfiguration, Schema }: UserPoolSettings): Pick<UserPoolSettings, Immutable> => ({
  AliasAttributes, UsernameAttributes, Schema, ...(UsernameConfiguration === undefined ? {} : { UsernameConfiguration }),
})

const KEPT = [
  'SmsMfaConfiguration', 'SoftwareTokenMfaConfiguration', 'EmailMfaConfiguration', 'WebAuthnConfiguration',
  // Not replaced by the service either: tools leave them out of their updates and find them again.
  'UserPoolTags', 'UserAttributeUpdateSettings', 'AcrConfiguration', 'DcrConfiguration', 'SessionConfiguration', 'Poolhouse',
] as const satisfies readonly (keyof UserPoolSettings)[]

const keptMembers = (current: UserPoolSettings, given: UserPoolSettingsInput): UserPoolSettingsInput => {
  const kept = Object.fromEntries(KEPT.filter((member) => given[member] == null && current[member] !== undefined).map((member) => [member, current[member]]))
  // One SMS configuration serves both purposes; a pool that loses it no longer sends codes as a second factor.
  if (current.SmsMfaConfiguration === undefined || given.SmsMfaConfiguration != null) return kept
  const { SmsMfaConfiguration: _, ...others } = kept
  return given.SmsConfiguration == null ? others : { ...others, SmsMfaConfiguration: { ...current.SmsMfaConfiguration, SmsConfiguration: given.SmsConfiguration } }
}
