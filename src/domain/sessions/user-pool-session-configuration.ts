import { z } from 'zod'
import type { Clock } from '#src/domain/clock.ts'
import { integer, poolId } from '#src/domain/constraint.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { mostTokenSessions, requireSessionTier, tracksSessions } from './session-configuration.ts'

const request = z.object({
  UserPoolId: poolId,
  UserSessionTracking: z.enum(['ENABLED', 'DISABLED']),
  TokenSession: z.object({ MaxPerUser: integer(1, 100) }),
})
export type SetUserPoolSessionConfigurationRequest = z.input<typeof request>

export type UserPoolSessionConfiguration = { UserPoolId: string; UserSessionTracking: 'ENABLED' | 'DISABLED'; TokenSession: { MaxPerUser: number } }

/** Whether the pool tracks sessions, and how many a user may have. ResourceNotFound (Cognito: GetUserPoolSessionConfiguration). */
export const getUserPoolSessionConfiguration = async (deps: FindPoolDeps, { UserPoolId }: { UserPoolId: string }): Promise<UserPoolSessionConfiguration> =>
  configurationOf(await requireUserPool(deps, UserPoolId))

export type SetUserPoolSessionConfigurationDeps = FindPoolDeps & { userPools: Pick<UserPoolStore, 'updatePool'>; clock: Clock }

/**
 * Replaces it. Nobody's sessions end by it: who has too many is brought back at the next sign-in.
 * FeatureUnavailableInTier, InvalidParameter, ResourceNotFound, ConcurrentModification (Cognito: SetUserPoolSessionConfiguration).
 */
export const setUserPoolSessionConfiguration = async (deps: SetUserPoolSessionConfigurationDeps, given: SetUserPoolSessionConfigurationRequest): Promise<UserPoolSessionConfiguration> => {
  const { UserPoolId, ...configuration } = parseRequest(request, given)
  const pool = await requireUserPool(deps, UserPoolId)
  requireSessionTier(pool)
  const settings = { ...pool.settings, SessionConfiguration: { ...pool.settings.SessionConfiguration, ...configuration } }
  return configurationOf(await deps.userPools.updatePool({ ...pool, settings, updatedAt: deps.clock.now() }))
}

const configurationOf = (pool: UserPool): UserPoolSessionConfiguration => ({
  UserPoolId: pool.id, UserSessionTracking: tracksSessions(pool) ? 'ENABLED' : 'DISABLED', TokenSession: { MaxPerUser: mostTokenSessions(pool) },
})
