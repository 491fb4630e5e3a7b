import { namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { revokedSession } from '#src/aws-api/session-members.ts'
import { revokeUserSession } from '#src/domain/sessions/revoke-user-session.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'

export const AdminRevokeUserSession = defineOperation({
  name: 'AdminRevokeUserSession',
  authorization: 'iam',
  category: 'UserResourceUpdate',
  request: namedUser.extend(revokedSession),
  async run(deps, { UserPoolId, Username, SessionId, RevokeAssociatedSessions }) {
    const pool = await requireUserPool(deps, UserPoolId)
    const user = await requireUser(deps, pool, Username)
    await revokeUserSession(deps, { pool, user, sessionId: SessionId, linked: RevokeAssociatedSessions === 'LINKED', current: null })
    return {}
  },
})
