import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { userImportJobShape } from '#src/aws-api/shapes/user-import-job-shape.ts'
import type { NamedJob } from '#src/domain/user-imports/describe-user-import-job.ts'
import { startUserImportJob } from '#src/domain/user-imports/start-user-import-job.ts'

export const StartUserImportJob = defineOperation({
  name: 'StartUserImportJob',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<NamedJob>(),
  run: async (deps, request) => ({ UserImportJob: userImportJobShape(deps, await startUserImportJob(deps, request)) }),
})
