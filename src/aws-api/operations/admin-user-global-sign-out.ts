import { namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { adminUserGlobalSignOut } from '#src/domain/users/global-sign-out.ts'

export const AdminUserGlobalSignOut = defineOperation({
  name: 'AdminUserGlobalSignOut',
  authorization: 'iam',
  category: 'UserUpdate',
  request: namedUser,
  async run(deps, { UserPoolId, Username }) {
    await adminUserGlobalSignOut(deps, { pool: await requireUserPool(deps, UserPoolId), username: Username })
    return {}
  },
})
