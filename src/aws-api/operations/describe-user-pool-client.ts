import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { appClientShape } from '#src/aws-api/shapes/app-client-shape.ts'
import { describeUserPoolClient } from '#src/domain/app-clients/describe-user-pool-client.ts'
import type { ClientName } from '#src/domain/app-clients/require-app-client.ts'

export const DescribeUserPoolClient = defineOperation({
  name: 'DescribeUserPoolClient',
  authorization: 'iam',
  category: 'UserPoolClientRead',
  request: checkedByDomain<ClientName>(),
  run: async (deps, request) => ({ UserPoolClient: appClientShape(await describeUserPoolClient(deps, request)) }),
})
