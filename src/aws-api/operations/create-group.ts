import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { groupShape } from '#src/aws-api/shapes/group-shape.ts'
import { createGroup } from '#src/domain/groups/create-group.ts'
import type { GroupRequest } from '#src/domain/groups/group-request.ts'

export const CreateGroup = defineOperation({
  name: 'CreateGroup',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<GroupRequest>(),
  run: async (deps, request) => ({ Group: groupShape(await createGroup(deps, request)) }),
})
