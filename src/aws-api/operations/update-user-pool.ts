import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { updateUserPool, type UpdateUserPoolRequest } from '#src/domain/user-pools/update-user-pool.ts'

export const UpdateUserPool = defineOperation({
  name: 'UpdateUserPool',
  authorization: 'iam',
  category: 'UserPoolUpdate',
  gap: 'Feature tiers and customer managed keys are kept and shown, but no feature is withheld and no other key is used because of them.',
  request: checkedByDomain<UpdateUserPoolRequest>(),
  async run(deps, request) {
    await updateUserPool(deps, request)
    return {}
  },
})
