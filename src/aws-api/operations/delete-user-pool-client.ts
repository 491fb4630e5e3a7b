import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { deleteUserPoolClient } from '#src/domain/app-clients/delete-user-pool-client.ts'
import type { ClientName } from '#src/domain/app-clients/require-app-client.ts'

export const DeleteUserPoolClient = defineOperation({
  name: 'DeleteUserPoolClient',
  authorization: 'iam',
  category: 'UserPoolClientUpdate',
  request: checkedByDomain<ClientName>(),
  async run(deps, request) {
    await deleteUserPoolClient(deps, request)
    return undefined
  },
})
