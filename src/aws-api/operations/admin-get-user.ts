import { namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { attributePairs, mfaMembers } from '#src/aws-api/shapes/user-shape.ts'
import { timestamp } from '#src/aws-api/timestamp.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'

export const AdminGetUser = defineOperation({
  name: 'AdminGetUser',
  authorization: 'iam',
  category: 'UserRead',
  request: namedUser,
  async run(deps, { UserPoolId, Username }) {
    const pool = await requireUserPool(deps, UserPoolId)
    const user = await requireUser(deps, pool, Username)
    return {
      Username: user.username,
      UserAttributes: attributePairs(user.id, user.attributes),
      UserCreateDate: timestamp(user.createdAt),
      UserLastModifiedDate: timestamp(user.updatedAt),
      Enabled: user.enabled,
      UserStatus: user.status,
      ...mfaMembers(pool, user),
    }
  },
})
