import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { attributeName, clientMetadata } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { codeDeliveryShape } from '#src/aws-api/shapes/code-delivery-shape.ts'
import { getUserAttributeVerificationCode } from '#src/domain/attributes/get-user-attribute-verification-code.ts'

export const GetUserAttributeVerificationCode = defineOperation({
  name: 'GetUserAttributeVerificationCode',
  authorization: 'access-token',
  category: 'UserResourceRead',
  request: withAccessToken.extend({ AttributeName: attributeName, ClientMetadata: clientMetadata }),
  async run(deps, { AccessToken, AttributeName, ClientMetadata }) {
    const { pool, client, user } = await authenticateUser(deps, AccessToken)
    const delivery = await getUserAttributeVerificationCode(deps, { pool, client, user, attribute: AttributeName, clientMetadata: ClientMetadata })
    return { CodeDeliveryDetails: codeDeliveryShape(delivery) }
  },
})
