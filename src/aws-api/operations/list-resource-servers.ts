import { z } from 'zod'
import { listPage } from '#src/aws-api/list-page.ts'
import { pageToken } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { integer, poolId } from '#src/domain/constraint.ts'
import { listResourceServers } from '#src/domain/resource-servers/list-resource-servers.ts'
import { resourceServerDescription } from '#src/domain/resource-servers/resource-server-request.ts'

export const ListResourceServers = defineOperation({
  name: 'ListResourceServers',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: z.object({ UserPoolId: poolId, MaxResults: integer(1, 50).default(50), NextToken: pageToken }),
  async run(deps, { UserPoolId, MaxResults, NextToken }) {
    const page = listPage(deps.pageTokens, { operation: 'ListResourceServers', owner: UserPoolId }, NextToken)
    const { resourceServers, next } = await listResourceServers(deps, { UserPoolId, limit: MaxResults, after: page.after })
    return { ResourceServers: resourceServers.map(resourceServerDescription), NextToken: page.tokenOf(next) }
  },
})
