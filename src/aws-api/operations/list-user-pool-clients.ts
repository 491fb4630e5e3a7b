import { z } from 'zod'
import { listPage } from '#src/aws-api/list-page.ts'
import { pageToken } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { listUserPoolClients } from '#src/domain/app-clients/list-user-pool-clients.ts'
import { integer, poolId } from '#src/domain/constraint.ts'

export const ListUserPoolClients = defineOperation({
  name: 'ListUserPoolClients',
  authorization: 'iam',
  category: 'UserPoolClientRead',
  request: z.object({ UserPoolId: poolId, MaxResults: integer(1, 60).default(60), NextToken: pageToken, ClientType: z.enum(['REGULAR', 'DCR']).exactOptional() }),
  async run(deps, { UserPoolId, MaxResults, NextToken, ClientType }) {
    const page = listPage(deps.pageTokens, { operation: 'ListUserPoolClients', owner: UserPoolId, filter: ClientType }, NextToken)
    const { clients, next } = await listUserPoolClients(deps, { UserPoolId, limit: MaxResults, after: page.after })
    // Clients that registered themselves: none can.
    if (ClientType === 'DCR') return { UserPoolClients: [] }
    return { UserPoolClients: clients.map(({ id, poolId, name }) => ({ ClientId: id, UserPoolId: poolId, ClientName: name })), NextToken: page.tokenOf(next) }
  },
})
