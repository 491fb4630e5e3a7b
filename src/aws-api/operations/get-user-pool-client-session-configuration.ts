import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import type { ClientName } from '#src/domain/app-clients/require-app-client.ts'
import { getUserPoolClientSessionConfiguration } from '#src/domain/sessions/user-pool-client-session-configuration.ts'

export const GetUserPoolClientSessionConfiguration = defineOperation({
  name: 'GetUserPoolClientSessionConfiguration',
  authorization: 'iam',
  category: 'UserPoolClientRead',
  request: checkedByDomain<ClientName>(),
  run: (deps, request) => getUserPoolClientSessionConfiguration(deps, request),
})
