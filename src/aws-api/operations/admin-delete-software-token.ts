import { namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deleteSoftwareToken } from '#src/domain/mfa/delete-software-token.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'

export const AdminDeleteSoftwareToken = defineOperation({
  name: 'AdminDeleteSoftwareToken',
  authorization: 'iam',
  category: 'UserResourceUpdate',
  request: namedUser,
  async run(deps, { UserPoolId, Username }) {
    const pool = await requireUserPool(deps, UserPoolId)
    await deleteSoftwareToken(deps, { pool, user: await requireUser(deps, pool, Username) })
    return {}
  },
})
