import { userOfClient } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireClient, requireSecretHash } from '#src/aws-api/require-client.ts'
import { codeDeliveryShape } from '#src/aws-api/shapes/code-delivery-shape.ts'
import { resendConfirmationCode } from '#src/domain/sign-up/resend-confirmation-code.ts'

export const ResendConfirmationCode = defineOperation({
  name: 'ResendConfirmationCode',
  authorization: 'none',
  category: 'UserResourceRead',
  request: userOfClient,
  async run(deps, request) {
    const { pool, client } = await requireClient(deps, request.ClientId)
    requireSecretHash(client, request.Username, request.SecretHash)
    const delivery = await resendConfirmationCode(deps, {
      pool, client, wire: 'api', username: request.Username, clientMetadata: request.ClientMetadata,
    })
    return { CodeDeliveryDetails: codeDeliveryShape(delivery) }
  },
})
