import { namedGroup, username } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { adminAddUserToGroup } from '#src/domain/groups/admin-add-user-to-group.ts'

export const AdminAddUserToGroup = defineOperation({
  name: 'AdminAddUserToGroup',
  authorization: 'iam',
  category: 'UserUpdate',
  request: namedGroup.extend({ Username: username }),
  async run(deps, request) {
    await adminAddUserToGroup(deps, request)
    return undefined
  },
})
