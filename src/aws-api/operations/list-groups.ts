import { z } from 'zod'
import { listPage } from '#src/aws-api/list-page.ts'
import { pageOfLimit } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { groupShape } from '#src/aws-api/shapes/group-shape.ts'
import { poolId } from '#src/domain/constraint.ts'
import { listGroups } from '#src/domain/groups/list-groups.ts'

export const ListGroups = defineOperation({
  name: 'ListGroups',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: z.object({ UserPoolId: poolId, ...pageOfLimit }),
  async run(deps, { UserPoolId, Limit, NextToken }) {
    const page = listPage(deps.pageTokens, { operation: 'ListGroups', owner: UserPoolId }, NextToken)
    const { groups, next } = await listGroups(deps, { UserPoolId, limit: Limit || 60, after: page.after })
    return { Groups: groups.map(groupShape), NextToken: page.tokenOf(next) }
  },
})
