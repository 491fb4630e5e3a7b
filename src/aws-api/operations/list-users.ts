import { z } from 'zod'
import { listPage } from '#src/aws-api/list-page.ts'
import { attributeName, pageToken } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { userShape, userShapeWith } from '#src/aws-api/shapes/user-shape.ts'
import { integer, poolId, text } from '#src/domain/constraint.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { listUsers } from '#src/domain/users/list-users.ts'

export const ListUsers = defineOperation({
  name: 'ListUsers',
  authorization: 'iam',
  category: 'UserList',
  request: z.object({
    UserPoolId: poolId,
    AttributesToGet: z.array(attributeName).exactOptional(),
    Limit: integer(0, 60).exactOptional(),
    PaginationToken: pageToken,
    Filter: text({ max: 256 }).exactOptional(),
  }),
  async run(deps, { UserPoolId, AttributesToGet, Limit, PaginationToken, Filter }) {
    const page = listPage(deps.pageTokens, { operation: 'ListUsers', owner: UserPoolId, filter: Filter }, PaginationToken)
    const pool = await requireUserPool(deps, UserPoolId)
    const { users, next } = await listUsers(deps, { pool, filter: Filter, limit: Limit, after: page.after })
    return { Users: users.map(AttributesToGet?.length ? userShapeWith(AttributesToGet) : userShape), PaginationToken: page.tokenOf(next) }
  },
})
