import { z } from 'zod'
import { attributeName, namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { adminDeleteUserAttributes } from '#src/domain/users/admin-update-user-attributes.ts'

export const AdminDeleteUserAttributes = defineOperation({
  name: 'AdminDeleteUserAttributes',
  authorization: 'iam',
  category: 'UserUpdate',
  request: namedUser.extend({ UserAttributeNames: z.array(attributeName) }),
  async run(deps, { UserPoolId, Username, UserAttributeNames }) {
    await adminDeleteUserAttributes(deps, { pool: await requireUserPool(deps, UserPoolId), username: Username, names: UserAttributeNames })
    return {}
  },
})
