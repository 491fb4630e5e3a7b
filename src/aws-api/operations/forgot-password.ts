import { userOfClient } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireClient, requireSecretHash } from '#src/aws-api/require-client.ts'
import { codeDeliveryShape } from '#src/aws-api/shapes/code-delivery-shape.ts'
import { forgotPassword } from '#src/domain/recovery/forgot-password.ts'

export const ForgotPassword = defineOperation({
  name: 'ForgotPassword',
  authorization: 'none',
  category: 'UserAccountRecovery',
  request: userOfClient,
  async run(deps, request) {
    const { pool, client } = await requireClient(deps, request.ClientId)
    requireSecretHash(client, request.Username, request.SecretHash)
    const delivery = await forgotPassword(deps, {
      pool, client, wire: 'api', username: request.Username, clientMetadata: request.ClientMetadata,
    })
    return { CodeDeliveryDetails: codeDeliveryShape(delivery) }
  },
})
