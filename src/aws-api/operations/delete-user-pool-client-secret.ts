import { z } from 'zod'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deleteUserPoolClientSecret } from '#src/domain/app-clients/delete-user-pool-client-secret.ts'
import { clientId, poolId, text } from '#src/domain/constraint.ts'

export const DeleteUserPoolClientSecret = defineOperation({
  name: 'DeleteUserPoolClientSecret',
  authorization: 'iam',
  category: 'UserPoolClientUpdate',
  request: z.object({ UserPoolId: poolId, ClientId: clientId, ClientSecretId: text({ min: 1, max: 128 }) }),
  async run(deps, request) {
    await deleteUserPoolClientSecret(deps, request)
    return {}
  },
})
