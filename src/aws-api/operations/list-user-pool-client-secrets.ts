import { z } from 'zod'
import { listPage } from '#src/aws-api/list-page.ts'
import { pageToken } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { timestamp } from '#src/aws-api/timestamp.ts'
import { listUserPoolClientSecrets } from '#src/domain/app-clients/list-user-pool-client-secrets.ts'
import { clientId, poolId } from '#src/domain/constraint.ts'

export const ListUserPoolClientSecrets = defineOperation({
  name: 'ListUserPoolClientSecrets',
  authorization: 'iam',
  category: 'UserPoolClientRead',
  request: z.object({ UserPoolId: poolId, ClientId: clientId, NextToken: pageToken }),
  async run(deps, { NextToken, ...name }) {
    // There is one page, so no token fits.
    listPage(deps.pageTokens, { operation: 'ListUserPoolClientSecrets', owner: name.ClientId }, NextToken)
    const secrets = await listUserPoolClientSecrets(deps, name)
    return { ClientSecrets: secrets.map(({ id, createdAt }) => ({ ClientSecretId: id, ClientSecretCreateDate: timestamp(createdAt) })) }
  },
})
