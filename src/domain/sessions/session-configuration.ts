import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { DomainError } from '#src/domain/domain-error.ts'

type Pool = Pick<UserPool, 'settings'>
type Client = Pick<AppClient, 'settings'>

/** Whether sessions are listed, counted, and remembered with where they were used from (Cognito: UserSessionTracking). */
export const tracksSessions = ({ settings }: Pool): boolean => settings.SessionConfiguration?.UserSessionTracking === 'ENABLED'

/** How many token sessions a user may have before the least recently used one ends. */
export const mostTokenSessions = ({ settings }: Pool): number => settings.SessionConfiguration?.TokenSession.MaxPerUser ?? 20

/**
 * For how many minutes after a sign-in the client may take the browser's session for it; 0: never. Its session configuration says so
 * while the pool tracks sessions, else the options of client and pool (Cognito: MaxValidityMinutes).
 */
export const reuseMinutes = (pool: Pool, client: Client): number =>
  (tracksSessions(pool) ? client.settings.SessionConfiguration?.SSOSession.MaxValidityMinutes : undefined)
  ?? client.settings.Poolhouse.sessionMinutes ?? pool.settings.Poolhouse.sessionMinutes

/** For how many minutes a browser's session is kept: as long as any client of the pool may take it. */
export const keptMinutes = (pool: Pool): number => {
  const { Poolhouse, SessionConfiguration } = pool.settings
  return Math.max(Poolhouse.sessionMinutes, tracksSessions(pool) ? (SessionConfiguration?.LongestValidityMinutes ?? 0) : 0)
}

/** FeatureUnavailableInTier in the cheapest tier (Cognito: feature plans). */
export const requireSessionTier = ({ settings }: Pool): void => {
  if (settings.UserPoolTier !== 'LITE') return
  throw new DomainError('FeatureUnavailableInTier', 'Session management is not available in the Lite tier.', { reason: 'tier' })
}
