import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { attributeRecord, clientMetadata } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { codeDeliveryShape } from '#src/aws-api/shapes/code-delivery-shape.ts'
import { updateUserAttributes } from '#src/domain/attributes/update-user-attributes.ts'

export const UpdateUserAttributes = defineOperation({
  name: 'UpdateUserAttributes',
  authorization: 'access-token',
  category: 'UserUpdate',
  request: withAccessToken.extend({ UserAttributes: attributeRecord, ClientMetadata: clientMetadata }),
  async run(deps, { AccessToken, UserAttributes, ClientMetadata }) {
    const { pool, client, user } = await authenticateUser(deps, AccessToken)
    const { deliveries } = await updateUserAttributes(deps, { pool, client, user, attributes: UserAttributes, clientMetadata: ClientMetadata })
    return { CodeDeliveryDetailsList: deliveries.map(codeDeliveryShape) }
  },
})
