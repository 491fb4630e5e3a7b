import { namedGroup, username } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { adminRemoveUserFromGroup } from '#src/domain/groups/admin-remove-user-from-group.ts'

export const AdminRemoveUserFromGroup = defineOperation({
  name: 'AdminRemoveUserFromGroup',
  authorization: 'iam',
  category: 'UserUpdate',
  request: namedGroup.extend({ Username: username }),
  async run(deps, request) {
    await adminRemoveUserFromGroup(deps, request)
    return undefined
  },
})
