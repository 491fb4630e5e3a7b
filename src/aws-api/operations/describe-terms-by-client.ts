import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { termsShape } from '#src/aws-api/shapes/terms-shape.ts'
import { describeTermsByClient, type TermsOfClientRequest } from '#src/domain/terms/describe-terms-by-client.ts'

export const DescribeTermsByClient = defineOperation({
  name: 'DescribeTermsByClient',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: checkedByDomain<TermsOfClientRequest>(),
  run: async (deps, request) => ({ Terms: termsShape(await describeTermsByClient(deps, request)) }),
})
