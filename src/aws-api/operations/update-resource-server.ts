import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { resourceServerDescription, type ResourceServerRequest } from '#src/domain/resource-servers/resource-server-request.ts'
import { updateResourceServer } from '#src/domain/resource-servers/update-resource-server.ts'

export const UpdateResourceServer = defineOperation({
  name: 'UpdateResourceServer',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<ResourceServerRequest>(),
  run: async (deps, request) => ({ ResourceServer: resourceServerDescription(await updateResourceServer(deps, request)) }),
})
