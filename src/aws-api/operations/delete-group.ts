import { namedGroup } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deleteGroup } from '#src/domain/groups/delete-group.ts'

export const DeleteGroup = defineOperation({
  name: 'DeleteGroup',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: namedGroup,
  async run(deps, request) {
    await deleteGroup(deps, request)
    return undefined
  },
})
