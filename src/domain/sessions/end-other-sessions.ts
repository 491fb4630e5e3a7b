import { recordUserEvent, type RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import type { SsoSessionStore } from './user-session.ts'

export type EndOtherSessionsDeps = RecordUserEventDeps & {
  clock: Clock
  tokens: Pick<TokenStore, 'revokeFamiliesExceptSession'>
  ssoSessions: Pick<SsoSessionStore, 'endOtherSsoSessions'>
}

/** Ends everything a user is signed in to but one browser and what came through it: other browsers first, so that they get no new tokens, then refresh tokens. Two statements. */
export const endOtherSessions = async (deps: EndOtherSessionsDeps, { pool, user, currentUid }: { pool: UserPool; user: User; currentUid: string }): Promise<void> => {
  await deps.ssoSessions.endOtherSsoSessions(pool.id, user.id, currentUid)
  await deps.tokens.revokeFamiliesExceptSession(user.id, currentUid, deps.clock.now())
  recordUserEvent(deps, { user, type: 'SessionsEnded', details: { which: 'others' } })
}
