import { z } from 'zod'
import { namedUser, password } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { adminSetUserPassword } from '#src/domain/users/admin-set-user-password.ts'

export const AdminSetUserPassword = defineOperation({
  name: 'AdminSetUserPassword',
  authorization: 'iam',
  category: 'UserAccountRecovery',
  request: namedUser.extend({ Password: password, Permanent: z.boolean().default(false) }),
  async run(deps, { UserPoolId, Username, Password, Permanent }) {
    await adminSetUserPassword(deps, { pool: await requireUserPool(deps, UserPoolId), username: Username, password: Password, permanent: Permanent })
    return {}
  },
})
