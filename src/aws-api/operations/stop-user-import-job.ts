import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { userImportJobShape } from '#src/aws-api/shapes/user-import-job-shape.ts'
import type { NamedJob } from '#src/domain/user-imports/describe-user-import-job.ts'
import { stopUserImportJob } from '#src/domain/user-imports/stop-user-import-job.ts'

export const StopUserImportJob = defineOperation({
  name: 'StopUserImportJob',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<NamedJob>(),
  run: async (deps, request) => ({ UserImportJob: userImportJobShape(deps, await stopUserImportJob(deps, request)) }),
})
