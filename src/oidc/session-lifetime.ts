import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { keptMinutes, reuseMinutes } from '#src/domain/sessions/session-configuration.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

/** Seconds for which a browser stays signed in to the pool, from the sign-in on; 1 means: not at all (storage knows no zero). */
const sessionLifetime = (pool: Pick<UserPool, 'settings'>): number => Math.max(1, keptMinutes(pool) * 60)

/** When a session that began at `loginAt` ends (both epoch seconds): it does not slide, and is never over already when it is written. */
export const sessionEnd = (pool: Pick<UserPool, 'settings'>, loginAt: number | undefined, now: number): number =>
  Math.max(now + 1, Math.floor(loginAt ?? now) + sessionLifetime(pool))

/** Whether the client accepts a browser session that began at `loginAt` (epoch seconds): each client has a time of its own, and 0 is none at all. */
export const acceptsSession = (pool: Pick<UserPool, 'settings'>, client: Pick<AppClient, 'settings'>, loginAt: number | undefined, now: number): boolean => {
  const minutes = reuseMinutes(pool, client)
  return minutes > 0 && loginAt !== undefined && now - loginAt < minutes * 60
}
