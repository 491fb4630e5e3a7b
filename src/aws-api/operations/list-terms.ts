import { z } from 'zod'
import { listPage } from '#src/aws-api/list-page.ts'
import { pageToken } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { termsSummary } from '#src/aws-api/shapes/terms-shape.ts'
import { integer, poolId } from '#src/domain/constraint.ts'
import { listTerms } from '#src/domain/terms/list-terms.ts'

export const ListTerms = defineOperation({
  name: 'ListTerms',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: z.object({ UserPoolId: poolId, MaxResults: integer(1, 60).exactOptional(), NextToken: pageToken }),
  async run(deps, { UserPoolId, MaxResults, NextToken }) {
    const page = listPage(deps.pageTokens, { operation: 'ListTerms', owner: UserPoolId }, NextToken)
    const { terms, next } = await listTerms(deps, { UserPoolId, limit: MaxResults ?? 60, after: page.after })
    return { Terms: terms.map(termsSummary), NextToken: page.tokenOf(next) }
  },
})
