import { clientMetadata, namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { adminConfirmSignUp } from '#src/domain/users/admin-confirm-sign-up.ts'

export const AdminConfirmSignUp = defineOperation({
  name: 'AdminConfirmSignUp',
  authorization: 'iam',
  category: 'UserCreation',
  request: namedUser.extend({ ClientMetadata: clientMetadata }),
  async run(deps, { UserPoolId, Username, ClientMetadata }) {
    await adminConfirmSignUp(deps, { pool: await requireUserPool(deps, UserPoolId), username: Username, clientMetadata: ClientMetadata })
    return {}
  },
})
