import { CLIENT_GAP } from '#src/aws-api/gaps.ts'
import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { appClientShape } from '#src/aws-api/shapes/app-client-shape.ts'
import { updateUserPoolClient, type UpdateUserPoolClientRequest } from '#src/domain/app-clients/update-user-pool-client.ts'

export const UpdateUserPoolClient = defineOperation({
  name: 'UpdateUserPoolClient',
  authorization: 'iam',
  category: 'UserPoolClientUpdate',
  gap: CLIENT_GAP,
  request: checkedByDomain<UpdateUserPoolClientRequest>(),
  run: async (deps, request) => ({ UserPoolClient: appClientShape(await updateUserPoolClient(deps, request)) }),
})
