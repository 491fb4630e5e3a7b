import { z } from 'zod'
import { attributeRecord, clientMetadata, namedUser, passwordOrNone } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { userShape } from '#src/aws-api/shapes/user-shape.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'

export const AdminCreateUser = defineOperation({
  name: 'AdminCreateUser',
  authorization: 'iam',
  category: 'UserCreation',
  request: namedUser.extend({
    UserAttributes: attributeRecord.default({}),
    ValidationData: attributeRecord.exactOptional(),
    TemporaryPassword: passwordOrNone,
    ForceAliasCreation: z.boolean().exactOptional(),
    MessageAction: z.enum(['RESEND', 'SUPPRESS']).exactOptional(),
    DesiredDeliveryMediums: z.array(z.enum(['SMS', 'EMAIL'])).exactOptional(),
    ClientMetadata: clientMetadata,
  }),
  async run(deps, request) {
    const user = await adminCreateUser(deps, {
      pool: await requireUserPool(deps, request.UserPoolId),
      username: request.Username,
      attributes: request.UserAttributes,
      temporaryPassword: request.TemporaryPassword,
      messageAction: request.MessageAction,
      deliveryMediums: request.DesiredDeliveryMediums,
      forceAliasCreation: request.ForceAliasCreation,
      validationData: request.ValidationData,
      clientMetadata: request.ClientMetadata,
    })
    return { User: userShape(user) }
  },
})
