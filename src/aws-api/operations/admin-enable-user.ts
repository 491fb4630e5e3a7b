import { namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { adminEnableUser } from '#src/domain/users/admin-enable-user.ts'

export const AdminEnableUser = defineOperation({
  name: 'AdminEnableUser',
  authorization: 'iam',
  category: 'UserUpdate',
  request: namedUser,
  async run(deps, { UserPoolId, Username }) {
    await adminEnableUser(deps, { pool: await requireUserPool(deps, UserPoolId), username: Username })
    return {}
  },
})
