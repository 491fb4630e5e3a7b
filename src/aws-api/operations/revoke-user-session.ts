import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { currentSession, revokedSession } from '#src/aws-api/session-members.ts'
import { revokeUserSession } from '#src/domain/sessions/revoke-user-session.ts'

export const RevokeUserSession = defineOperation({
  name: 'RevokeUserSession',
  authorization: 'access-token',
  category: 'UserResourceUpdate',
  request: withAccessToken.extend(revokedSession),
  async run(deps, { AccessToken, SessionId, RevokeAssociatedSessions }) {
    const { pool, user, claims } = await authenticateUser(deps, AccessToken)
    await revokeUserSession(deps, { pool, user, sessionId: SessionId, linked: RevokeAssociatedSessions === 'LINKED', current: currentSession(claims) })
    return {}
  },
})
