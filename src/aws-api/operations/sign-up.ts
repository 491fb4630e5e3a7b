import { attributeRecord, passwordOrNone, userOfClient } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireClient, requireSecretHash } from '#src/aws-api/require-client.ts'
import { codeDeliveryShape } from '#src/aws-api/shapes/code-delivery-shape.ts'
import { sessionToSignIn } from '#src/aws-api/session-to-sign-in.ts'
import { signUp } from '#src/domain/sign-up/sign-up.ts'

export const SignUp = defineOperation({
  name: 'SignUp',
  authorization: 'none',
  category: 'UserCreation',
  request: userOfClient.extend({
    Password: passwordOrNone,
    UserAttributes: attributeRecord.default({}),
    ValidationData: attributeRecord.exactOptional(),
  }),
  async run(deps, request) {
    const { pool, client } = await requireClient(deps, request.ClientId)
    requireSecretHash(client, request.Username, request.SecretHash)
    const { confirmed, userId, delivery, proof } = await signUp(deps, {
      pool, client, wire: 'api', username: request.Username, password: request.Password ?? null, attributes: request.UserAttributes,
      validationData: request.ValidationData, clientMetadata: request.ClientMetadata,
    })
    return {
      UserConfirmed: confirmed,
      UserSub: userId,
      CodeDeliveryDetails: delivery === null ? undefined : codeDeliveryShape(delivery),
      Session: sessionToSignIn(client, proof),
    }
  },
})
