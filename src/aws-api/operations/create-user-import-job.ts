import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { userImportJobShape } from '#src/aws-api/shapes/user-import-job-shape.ts'
import { createUserImportJob, type CreateUserImportJobRequest } from '#src/domain/user-imports/create-user-import-job.ts'

export const CreateUserImportJob = defineOperation({
  name: 'CreateUserImportJob',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  gap: 'Results of rows are read at the address of the upload instead of Amazon CloudWatch Logs; the role is kept and not assumed.',
  request: checkedByDomain<CreateUserImportJobRequest>(),
  run: async (deps, request) => ({ UserImportJob: userImportJobShape(deps, await createUserImportJob(deps, request)) }),
})
