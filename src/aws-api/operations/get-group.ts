import { namedGroup } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { groupShape } from '#src/aws-api/shapes/group-shape.ts'
import { getGroup } from '#src/domain/groups/get-group.ts'

export const GetGroup = defineOperation({
  name: 'GetGroup',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: namedGroup,
  run: async (deps, request) => ({ Group: groupShape(await getGroup(deps, request)) }),
})
