import type { Clock } from '#src/domain/clock.ts'
import type { TokenFamily, TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { mostTokenSessions, tracksSessions } from './session-configuration.ts'
import type { UsedFrom } from './user-session.ts'

/** What a family remembers of where it is used from: nothing unless the pool tracks sessions. */
export const rememberedOrigin = (pool: UserPool, usedFrom: UsedFrom | undefined): Pick<TokenFamily, 'lastAddress' | 'lastUserAgent'> =>
  usedFrom === undefined || !tracksSessions(pool)
    ? { lastAddress: null, lastUserAgent: null }
    : { lastAddress: usedFrom.address?.slice(0, 128) ?? null, lastUserAgent: usedFrom.userAgent?.slice(0, 1024) ?? null }

type TrackDeps<Method extends keyof TokenStore> = { clock: Clock; tokens: Pick<TokenStore, Method> }

/** After a sign-in: ends the least recently used token sessions beyond those a user may have. No statement where sessions are not tracked. */
export const evictSessions = async (deps: TrackDeps<'evictFamilies'>, pool: UserPool, { userId }: Pick<TokenFamily, 'userId'>): Promise<void> => {
  if (tracksSessions(pool)) await deps.tokens.evictFamilies({ userId, keep: mostTokenSessions(pool), at: deps.clock.now() })
}

/** After a refresh: remembers when and from where. No statement where sessions are not tracked. */
export const touchSession = async (deps: TrackDeps<'touchFamily'>, pool: UserPool, { originJti }: Pick<TokenFamily, 'originJti'>, usedFrom: UsedFrom | undefined): Promise<void> => {
  if (tracksSessions(pool)) await deps.tokens.touchFamily({ originJti, at: deps.clock.now(), ...rememberedOrigin(pool, usedFrom) })
}
