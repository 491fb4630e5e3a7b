import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { termsShape } from '#src/aws-api/shapes/terms-shape.ts'
import { createTerms, type CreateTermsRequest } from '#src/domain/terms/create-terms.ts'

export const CreateTerms = defineOperation({
  name: 'CreateTerms',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<CreateTermsRequest>(),
  run: async (deps, request) => ({ Terms: termsShape(await createTerms(deps, request)) }),
})
