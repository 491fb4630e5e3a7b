import { CLIENT_GAP } from '#src/aws-api/gaps.ts'
import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { appClientShape } from '#src/aws-api/shapes/app-client-shape.ts'
import { createUserPoolClient, type CreateUserPoolClientRequest } from '#src/domain/app-clients/create-user-pool-client.ts'

export const CreateUserPoolClient = defineOperation({
  name: 'CreateUserPoolClient',
  authorization: 'iam',
  category: 'UserPoolClientUpdate',
  gap: CLIENT_GAP,
  request: checkedByDomain<CreateUserPoolClientRequest>(),
  run: async (deps, request) => ({ UserPoolClient: appClientShape(await createUserPoolClient(deps, request)) }),
})
