import type { Clock } from '#src/domain/clock.ts'
import type { TokenFamily, TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { tracksSessions } from './session-configuration.ts'
import { ssoSessionId, tokenSessionId } from './session-id.ts'
import type { SsoSession, SsoSessionStore, UserSession } from './user-session.ts'

export type ListUserSessionsDeps = {
  clock: Clock
  tokens: Pick<TokenStore, 'liveFamilies'>
  ssoSessions: Pick<SsoSessionStore, 'ssoSessionsOfUser'>
}

export type ListUserSessionsInput = {
  pool: UserPool
  user: User
  /** The family of the token that asks; null where an operator asks. */
  current: string | null
}

/** All that is listed of a user: one page (Cognito: ListUserSessions, 125 sessions). */
const MOST = { tokens: 100, sso: 25 }

/** A user's live sessions, token sessions first, each by last use; none while the pool does not track them. Two statements (Cognito: ListUserSessions). */
export const listUserSessions = async (deps: ListUserSessionsDeps, { pool, user, current }: ListUserSessionsInput): Promise<UserSession[]> => {
  if (!tracksSessions(pool)) return []
  const { families, ssoSessions } = await findSessions(deps, pool, user)
  const known = new Set(ssoSessions.map(({ uid }) => uid))
  return [
    ...families.map((family) => tokenSession(family, known, current)),
    ...ssoSessions.map((session) => ssoSession(session, families)),
  ]
}

/** The live sessions as they are stored. */
export const findSessions = async (deps: ListUserSessionsDeps, pool: UserPool, user: User): Promise<{ families: TokenFamily[]; ssoSessions: SsoSession[] }> => {
  const page = { poolId: pool.id, userId: user.id, now: deps.clock.now() }
  const [families, ssoSessions] = await Promise.all([
    deps.tokens.liveFamilies({ ...page, limit: MOST.tokens }), deps.ssoSessions.ssoSessionsOfUser({ ...page, limit: MOST.sso }),
  ])
  return { families, ssoSessions }
}

const tokenSession = (family: TokenFamily, known: ReadonlySet<string>, current: string | null): UserSession => ({
  id: tokenSessionId(family.originJti), type: 'TOKEN', clientId: family.clientId, createdAt: family.createdAt, lastActiveAt: family.lastUsedAt,
  usedFrom: { address: family.lastAddress, userAgent: family.lastUserAgent },
  originId: family.sessionUid !== null && known.has(family.sessionUid) ? ssoSessionId(family.sessionUid) : null,
  isCurrent: family.originJti === current,
})

/** A browser's session shows where the token sessions that came through it were last used. */
const ssoSession = (session: SsoSession, families: readonly TokenFamily[]): UserSession => {
  // Families come by last use.
  const [latest] = families.filter(({ sessionUid }) => sessionUid === session.uid)
  return {
    id: ssoSessionId(session.uid), type: 'SSO', clientId: latest?.clientId ?? session.clientIds[0] ?? '', createdAt: session.createdAt,
    lastActiveAt: new Date(Math.max(session.signedInAt.getTime(), latest?.lastUsedAt.getTime() ?? 0)),
    usedFrom: { address: latest?.lastAddress ?? null, userAgent: latest?.lastUserAgent ?? null },
    originId: null, isCurrent: false,
  }
}
