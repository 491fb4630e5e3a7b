import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { timestamp } from '#src/aws-api/timestamp.ts'
import { addUserPoolClientSecret } from '#src/domain/app-clients/add-user-pool-client-secret.ts'
import type { ClientName } from '#src/domain/app-clients/require-app-client.ts'

export const AddUserPoolClientSecret = defineOperation({
  name: 'AddUserPoolClientSecret',
  authorization: 'iam',
  category: 'UserPoolClientUpdate',
  request: checkedByDomain<ClientName & { ClientSecret?: string }>(),
  async run(deps, request) {
    const { secret: { id, value, createdAt }, generated } = await addUserPoolClientSecret(deps, request)
    // A secret that the caller chose is not repeated.
    return { ClientSecretDescriptor: { ClientSecretId: id, ClientSecretValue: generated ? value : undefined, ClientSecretCreateDate: timestamp(createdAt) } }
  },
})
