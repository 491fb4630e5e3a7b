import { listPage } from '#src/aws-api/list-page.ts'
import { namedUser, pageOfLimit } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { groupShape } from '#src/aws-api/shapes/group-shape.ts'
import { adminListGroupsForUser } from '#src/domain/groups/admin-list-groups-for-user.ts'

export const AdminListGroupsForUser = defineOperation({
  name: 'AdminListGroupsForUser',
  authorization: 'iam',
  category: 'UserRead',
  request: namedUser.extend(pageOfLimit),
  async run(deps, { UserPoolId, Username, Limit, NextToken }) {
    const page = listPage(deps.pageTokens, { operation: 'AdminListGroupsForUser', owner: UserPoolId, filter: Username }, NextToken)
    const { groups, next } = await adminListGroupsForUser(deps, { UserPoolId, Username, limit: Limit || 60, after: page.after })
    return { Groups: groups.map(groupShape), NextToken: page.tokenOf(next) }
  },
})
