import { z } from 'zod'
import { listPage } from '#src/aws-api/list-page.ts'
import { pageToken } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { userImportJobShape } from '#src/aws-api/shapes/user-import-job-shape.ts'
import { integer, poolId } from '#src/domain/constraint.ts'
import { listUserImportJobs } from '#src/domain/user-imports/list-user-import-jobs.ts'

export const ListUserImportJobs = defineOperation({
  name: 'ListUserImportJobs',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: z.object({ UserPoolId: poolId, MaxResults: integer(1, 60), PaginationToken: pageToken }),
  async run(deps, { UserPoolId, MaxResults, PaginationToken }) {
    const page = listPage(deps.pageTokens, { operation: 'ListUserImportJobs', owner: UserPoolId }, PaginationToken)
    const { jobs, next } = await listUserImportJobs(deps, { UserPoolId, limit: MaxResults, after: page.after })
    return { UserImportJobs: jobs.map((job) => userImportJobShape(deps, job)), PaginationToken: page.tokenOf(next) }
  },
})
