import { listPage } from '#src/aws-api/list-page.ts'
import { namedGroup, pageOfLimit } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { userShape } from '#src/aws-api/shapes/user-shape.ts'
import { listUsersInGroup } from '#src/domain/groups/list-users-in-group.ts'

export const ListUsersInGroup = defineOperation({
  name: 'ListUsersInGroup',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: namedGroup.extend(pageOfLimit),
  async run(deps, { UserPoolId, GroupName, Limit, NextToken }) {
    const page = listPage(deps.pageTokens, { operation: 'ListUsersInGroup', owner: UserPoolId, filter: GroupName }, NextToken)
    const { users, next } = await listUsersInGroup(deps, { UserPoolId, GroupName, limit: Limit || 60, after: page.after })
    return { Users: users.map(userShape), NextToken: page.tokenOf(next) }
  },
})
