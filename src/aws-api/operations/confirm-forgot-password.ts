import { confirmationCode, password, userOfClient } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireClient, requireSecretHash } from '#src/aws-api/require-client.ts'
import { confirmForgotPassword } from '#src/domain/recovery/confirm-forgot-password.ts'

export const ConfirmForgotPassword = defineOperation({
  name: 'ConfirmForgotPassword',
  authorization: 'none',
  category: 'UserAccountRecovery',
  request: userOfClient.extend({
    ConfirmationCode: confirmationCode,
    Password: password,
  }),
  async run(deps, request) {
    const { pool, client } = await requireClient(deps, request.ClientId)
    requireSecretHash(client, request.Username, request.SecretHash)
    await confirmForgotPassword(deps, {
      pool, client, wire: 'api', username: request.Username, code: request.ConfirmationCode, password: request.Password, clientMetadata: request.ClientMetadata,
    })
    return {}
  },
})
