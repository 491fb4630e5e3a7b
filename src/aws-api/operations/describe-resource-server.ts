import { namedResourceServer } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { describeResourceServer } from '#src/domain/resource-servers/describe-resource-server.ts'
import { resourceServerDescription } from '#src/domain/resource-servers/resource-server-request.ts'

export const DescribeResourceServer = defineOperation({
  name: 'DescribeResourceServer',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: namedResourceServer,
  run: async (deps, request) => ({ ResourceServer: resourceServerDescription(await describeResourceServer(deps, request)) }),
})
