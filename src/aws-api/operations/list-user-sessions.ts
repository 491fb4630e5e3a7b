import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { listPage } from '#src/aws-api/list-page.ts'
import { pageToken } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { currentSession } from '#src/aws-api/session-members.ts'
import { sessionShape } from '#src/aws-api/shapes/session-shape.ts'
import { listUserSessions } from '#src/domain/sessions/list-user-sessions.ts'

export const ListUserSessions = defineOperation({
  name: 'ListUserSessions',
  authorization: 'access-token',
  category: 'UserResourceRead',
  gap: 'LastLocation is always unknown: addresses are not looked up in a geographic database.',
  request: withAccessToken.extend({ NextToken: pageToken }),
  async run(deps, { AccessToken, NextToken }) {
    const { pool, user, claims } = await authenticateUser(deps, AccessToken)
    // There is one page only: no token is ever given.
    listPage(deps.pageTokens, { operation: 'ListUserSessions', owner: user.id }, NextToken)
    return { Sessions: (await listUserSessions(deps, { pool, user, current: currentSession(claims) })).map(sessionShape) }
  },
})
