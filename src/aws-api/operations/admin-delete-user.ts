import { namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { adminDeleteUser } from '#src/domain/users/delete-user.ts'

export const AdminDeleteUser = defineOperation({
  name: 'AdminDeleteUser',
  authorization: 'iam',
  category: 'UserUpdate',
  request: namedUser,
  async run(deps, { UserPoolId, Username }) {
    await adminDeleteUser(deps, { pool: await requireUserPool(deps, UserPoolId), username: Username })
    return undefined
  },
})
