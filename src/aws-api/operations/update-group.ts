import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { groupShape } from '#src/aws-api/shapes/group-shape.ts'
import type { GroupRequest } from '#src/domain/groups/group-request.ts'
import { updateGroup } from '#src/domain/groups/update-group.ts'

export const UpdateGroup = defineOperation({
  name: 'UpdateGroup',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<GroupRequest>(),
  run: async (deps, request) => ({ Group: groupShape(await updateGroup(deps, request)) }),
})
