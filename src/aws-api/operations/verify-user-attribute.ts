import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { attributeName, confirmationCode } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { verifyUserAttribute } from '#src/domain/attributes/verify-user-attribute.ts'

export const VerifyUserAttribute = defineOperation({
  name: 'VerifyUserAttribute',
  authorization: 'access-token',
  category: 'UserUpdate',
  request: withAccessToken.extend({ AttributeName: attributeName, Code: confirmationCode }),
  async run(deps, { AccessToken, AttributeName, Code }) {
    const { pool, user } = await authenticateUser(deps, AccessToken)
    await verifyUserAttribute(deps, { pool, user, attribute: AttributeName, code: Code })
    return {}
  },
})
