import type { UserEventStore } from '#src/domain/activity/user-event.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { findSessions, type ListUserSessionsDeps } from './list-user-sessions.ts'
import { applicationSession, browserSession, type OwnSession } from './own-session.ts'

export type ListOwnSessionsDeps = ListUserSessionsDeps & { userEvents: Pick<UserEventStore, 'listUserEvents'> }

/** As far back as sign-ins are looked for, to say from which device they were. */
const SIGN_INS_READ = 100

/**
 * Everywhere somebody is signed in, the browser that asks first, then by last use; what came through a browser is shown with it. Unlike
 * ListUserSessions it tells the person whether or not the pool tracks sessions. Three statements.
 */
export const listOwnSessions = async (
  deps: ListOwnSessionsDeps, { pool, user, currentUid }: { pool: UserPool; user: User; currentUid: string },
): Promise<OwnSession[]> => {
  const [{ families, ssoSessions }, { events }] = await Promise.all([
    findSessions(deps, pool, user), deps.userEvents.listUserEvents({ poolId: pool.id, userId: user.id, after: null, limit: SIGN_INS_READ }),
  ])
  const signIns = events.filter(({ type, response }) => type === 'SignIn' && response === 'Pass')
  const browsers = new Set(ssoSessions.map(({ uid }) => uid))
  const alone = families.filter(({ sessionUid }) => sessionUid === null || !browsers.has(sessionUid))
  return [
    ...ssoSessions.map((session) => browserSession(session, families, signIns, currentUid)),
    ...alone.map((family) => applicationSession(family, signIns)),
  ].sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent) || other.lastSeenAt.getTime() - one.lastSeenAt.getTime())
}
