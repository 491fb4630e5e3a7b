import { attributeRecord, clientMetadata, namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { adminUpdateUserAttributes } from '#src/domain/users/admin-update-user-attributes.ts'

export const AdminUpdateUserAttributes = defineOperation({
  name: 'AdminUpdateUserAttributes',
  authorization: 'iam',
  category: 'UserUpdate',
  request: namedUser.extend({ UserAttributes: attributeRecord, ClientMetadata: clientMetadata }),
  async run(deps, { UserPoolId, Username, UserAttributes, ClientMetadata }) {
    const pool = await requireUserPool(deps, UserPoolId)
    await adminUpdateUserAttributes(deps, { pool, username: Username, attributes: UserAttributes, clientMetadata: ClientMetadata })
    return {}
  },
})
