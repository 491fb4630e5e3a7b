import { namedResourceServer } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deleteResourceServer } from '#src/domain/resource-servers/delete-resource-server.ts'

export const DeleteResourceServer = defineOperation({
  name: 'DeleteResourceServer',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: namedResourceServer,
  async run(deps, request) {
    await deleteResourceServer(deps, request)
    return undefined
  },
})
