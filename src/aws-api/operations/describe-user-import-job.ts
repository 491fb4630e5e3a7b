import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { userImportJobShape } from '#src/aws-api/shapes/user-import-job-shape.ts'
import { describeUserImportJob, type NamedJob } from '#src/domain/user-imports/describe-user-import-job.ts'

export const DescribeUserImportJob = defineOperation({
  name: 'DescribeUserImportJob',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: checkedByDomain<NamedJob>(),
  run: async (deps, request) => ({ UserImportJob: userImportJobShape(deps, await describeUserImportJob(deps, request)) }),
})
