import { listPage } from '#src/aws-api/list-page.ts'
import { namedUser, pageToken } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { sessionShape } from '#src/aws-api/shapes/session-shape.ts'
import { listUserSessions } from '#src/domain/sessions/list-user-sessions.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'

export const AdminListUserSessions = defineOperation({
  name: 'AdminListUserSessions',
  authorization: 'iam',
  category: 'UserResourceRead',
  gap: 'LastLocation is always unknown: addresses are not looked up in a geographic database.',
  request: namedUser.extend({ NextToken: pageToken }),
  async run(deps, { UserPoolId, Username, NextToken }) {
    const pool = await requireUserPool(deps, UserPoolId)
    const user = await requireUser(deps, pool, Username)
    // There is one page only: no token is ever given.
    listPage(deps.pageTokens, { operation: 'AdminListUserSessions', owner: user.id }, NextToken)
    return { Sessions: (await listUserSessions(deps, { pool, user, current: null })).map(sessionShape) }
  },
})
