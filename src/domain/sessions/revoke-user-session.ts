import { recordUserEvent, type RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { findSessions, type ListUserSessionsDeps } from './list-user-sessions.ts'
import { tracksSessions } from './session-configuration.ts'
import { ssoSessionId, tokenSessionId } from './session-id.ts'
import type { SsoSessionStore } from './user-session.ts'

export type RevokeUserSessionDeps = RecordUserEventDeps & ListUserSessionsDeps & {
  tokens: Pick<TokenStore, 'revokeFamily' | 'revokeFamiliesOfSession'>
  ssoSessions: Pick<SsoSessionStore, 'endSsoSession'>
}

export type RevokeUserSessionInput = {
  pool: UserPool
  user: User
  sessionId: string
  /** Whether what hangs together with it ends too: the browser session a token session came through, or the token sessions that came through a browser session. */
  linked: boolean
  /** The family of the token that asks, which stays; null where an operator asks. */
  current: string | null
}

/** Ends one session of a user. ResourceNotFound; InvalidParameter for the caller's own (Cognito: RevokeUserSession, AdminRevokeUserSession). */
export const revokeUserSession = async (deps: RevokeUserSessionDeps, input: RevokeUserSessionInput): Promise<void> => {
  const { pool, user, sessionId, linked, current } = input
  if (current !== null && tokenSessionId(current) === sessionId) {
    throw new DomainError('InvalidParameter', 'The session of the access token cannot be revoked by it.', { field: 'SessionId' })
  }
  if (!tracksSessions(pool)) throw sessionNotFound()
  await endUserSession(deps, { pool, user, sessionId, linked })
}

/** The same whether or not the pool tracks sessions: a person may always end their own. ResourceNotFound, also for somebody else's. */
export const endUserSession = async (deps: RevokeUserSessionDeps, input: Omit<RevokeUserSessionInput, 'current'>): Promise<void> => {
  const { pool, user, sessionId, linked } = input
  const { families, ssoSessions } = await findSessions(deps, pool, user)
  const now = deps.clock.now()
  const ended = () => recordUserEvent(deps, { user, type: 'SessionsEnded', details: { which: 'one' } })
  const family = families.find(({ originJti }) => tokenSessionId(originJti) === sessionId)
  if (family !== undefined) {
    await deps.tokens.revokeFamily(family.originJti, now)
    if (linked && family.sessionUid !== null) await deps.ssoSessions.endSsoSession(pool.id, user.id, family.sessionUid)
    return ended()
  }
  const session = ssoSessions.find(({ uid }) => ssoSessionId(uid) === sessionId)
  if (session === undefined) throw sessionNotFound()
  await deps.ssoSessions.endSsoSession(pool.id, user.id, session.uid)
  // The browser first: it gets no new tokens while the old ones end.
  if (linked) await deps.tokens.revokeFamiliesOfSession(user.id, session.uid, now)
  ended()
}

const sessionNotFound = (): DomainError => new DomainError('ResourceNotFound', 'Session not found.', { reason: 'session-not-found' })
