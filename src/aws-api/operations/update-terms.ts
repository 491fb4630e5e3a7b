import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { termsShape } from '#src/aws-api/shapes/terms-shape.ts'
import { updateTerms, type UpdateTermsRequest } from '#src/domain/terms/update-terms.ts'

export const UpdateTerms = defineOperation({
  name: 'UpdateTerms',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<UpdateTermsRequest>(),
  run: async (deps, request) => ({ Terms: termsShape(await updateTerms(deps, request)) }),
})
