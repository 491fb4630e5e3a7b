import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { termsShape } from '#src/aws-api/shapes/terms-shape.ts'
import { type NamedTerms, requireTerms } from '#src/domain/terms/require-terms.ts'

export const DescribeTerms = defineOperation({
  name: 'DescribeTerms',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: checkedByDomain<NamedTerms>(),
  run: async (deps, request) => ({ Terms: termsShape(await requireTerms(deps, request)) }),
})
