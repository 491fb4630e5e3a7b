import { z } from 'zod'
import { listPage } from '#src/aws-api/list-page.ts'
import { pageToken } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { listedUserPoolShape } from '#src/aws-api/shapes/user-pool-shape.ts'
import { integer } from '#src/domain/constraint.ts'
import { listUserPools } from '#src/domain/user-pools/list-user-pools.ts'

export const ListUserPools = defineOperation({
  name: 'ListUserPools',
  authorization: 'iam',
  category: 'UserPoolRead',
  request: z.object({ MaxResults: integer(1, 60), NextToken: pageToken }),
  async run(deps, { MaxResults, NextToken }, { region }) {
    const page = listPage(deps.pageTokens, { operation: 'ListUserPools', owner: region }, NextToken)
    const { pools, next } = await listUserPools(deps, { region, limit: MaxResults, after: page.after })
    return { UserPools: pools.map(listedUserPoolShape), NextToken: page.tokenOf(next) }
  },
})
