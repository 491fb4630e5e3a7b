import { clientMetadata, namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { adminResetUserPassword } from '#src/domain/users/admin-reset-user-password.ts'

export const AdminResetUserPassword = defineOperation({
  name: 'AdminResetUserPassword',
  authorization: 'iam',
  category: 'UserAccountRecovery',
  request: namedUser.extend({ ClientMetadata: clientMetadata }),
  async run(deps, { UserPoolId, Username, ClientMetadata }) {
    await adminResetUserPassword(deps, { pool: await requireUserPool(deps, UserPoolId), username: Username, clientMetadata: ClientMetadata })
    return {}
  },
})
