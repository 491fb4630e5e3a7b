import { z } from 'zod'
import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { type ClientName, type FindClientDeps, requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import type { Clock } from '#src/domain/clock.ts'
import { clientId, integer, poolId } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { keptMinutes, requireSessionTier, reuseMinutes, tracksSessions } from './session-configuration.ts'

const request = z.object({ UserPoolId: poolId, ClientId: clientId, SSOSession: z.object({ MaxValidityMinutes: integer(0, 129_600) }) })
export type SetUserPoolClientSessionConfigurationRequest = z.input<typeof request>

export type UserPoolClientSessionConfiguration = { UserPoolId: string; ClientId: string; SSOSession: { MaxValidityMinutes: number } }

/** How long the client may take a browser's session for a sign-in. ResourceNotFound (Cognito: GetUserPoolClientSessionConfiguration). */
export const getUserPoolClientSessionConfiguration = async (deps: FindClientDeps, name: ClientName): Promise<UserPoolClientSessionConfiguration> => {
  const { pool, client } = await requireAppClient(deps, name)
  return configurationOf(pool, client)
}

export type SetUserPoolClientSessionConfigurationDeps = FindClientDeps & {
  userPools: Pick<UserPoolStore, 'updatePool'>
  appClients: Pick<AppClientStore, 'updateClient'>
  clock: Clock
}

/**
 * Replaces it. InvalidParameter while the pool does not track sessions; FeatureUnavailableInTier, ResourceNotFound,
 * ConcurrentModification (Cognito: SetUserPoolClientSessionConfiguration).
 */
export const setUserPoolClientSessionConfiguration = async (
  deps: SetUserPoolClientSessionConfigurationDeps, given: SetUserPoolClientSessionConfigurationRequest,
): Promise<UserPoolClientSessionConfiguration> => {
  const { UserPoolId, ClientId, SSOSession } = parseRequest(request, given)
  const { pool, client } = await requireAppClient(deps, { UserPoolId, ClientId })
  requireSessionTier(pool)
  if (!tracksSessions(pool)) throw new DomainError('InvalidParameter', 'Session tracking is not enabled for the user pool.', { reason: 'sessions-not-tracked' })
  const now = deps.clock.now()
  const stored = await deps.appClients.updateClient({ ...client, settings: { ...client.settings, SessionConfiguration: { SSOSession } }, updatedAt: now })
  await keepSessionsFor(deps, pool, SSOSession.MaxValidityMinutes, now)
  return configurationOf(pool, stored)
}

/** Browsers' sessions of the pool are kept as long as the most lenient client may take them. */
const keepSessionsFor = async (deps: SetUserPoolClientSessionConfigurationDeps, pool: UserPool, minutes: number, now: Date): Promise<void> => {
  const { SessionConfiguration } = pool.settings
  if (SessionConfiguration === undefined || keptMinutes(pool) >= minutes) return
  const settings = { ...pool.settings, SessionConfiguration: { ...SessionConfiguration, LongestValidityMinutes: minutes } }
  await deps.userPools.updatePool({ ...pool, settings, updatedAt: now })
}

/** What was set stays set while tracking is off, though nothing follows from it. */
const configurationOf = (pool: UserPool, client: AppClient): UserPoolClientSessionConfiguration => ({
  UserPoolId: pool.id, ClientId: client.id,
  SSOSession: { MaxValidityMinutes: client.settings.SessionConfiguration?.SSOSession.MaxValidityMinutes ?? reuseMinutes(pool, client) },
})
