import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { deleteTerms } from '#src/domain/terms/delete-terms.ts'
import type { NamedTerms } from '#src/domain/terms/require-terms.ts'

export const DeleteTerms = defineOperation({
  name: 'DeleteTerms',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<NamedTerms>(),
  async run(deps, request) {
    await deleteTerms(deps, request)
    return undefined
  },
})
