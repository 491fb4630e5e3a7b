import { namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { authFactorsShape } from '#src/aws-api/shapes/auth-factors-shape.ts'
import { authFactors } from '#src/domain/mfa/auth-factors.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'

export const AdminGetUserAuthFactors = defineOperation({
  name: 'AdminGetUserAuthFactors',
  authorization: 'iam',
  category: 'UserRead',
  request: namedUser,
  async run(deps, { UserPoolId, Username }) {
    const pool = await requireUserPool(deps, UserPoolId)
    const user = await requireUser(deps, pool, Username)
    return authFactorsShape(pool, user, await authFactors(deps, { pool, user }))
  },
})
