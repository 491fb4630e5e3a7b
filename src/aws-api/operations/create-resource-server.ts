import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { createResourceServer } from '#src/domain/resource-servers/create-resource-server.ts'
import { resourceServerDescription, type ResourceServerRequest } from '#src/domain/resource-servers/resource-server-request.ts'

export const CreateResourceServer = defineOperation({
  name: 'CreateResourceServer',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<ResourceServerRequest>(),
  run: async (deps, request) => ({ ResourceServer: resourceServerDescription(await createResourceServer(deps, request)) }),
})
