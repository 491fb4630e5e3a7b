import { POOL_GAP } from '#src/aws-api/gaps.ts'
import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { updateUserPool, type UpdateUserPoolRequest } from '#src/domain/user-pools/update-user-pool.ts'

export const UpdateUserPool = defineOperation({
  name: 'UpdateUserPool',
  authorization: 'iam',
  category: 'UserPoolUpdate',
  gap: POOL_GAP,
  request: checkedByDomain<UpdateUserPoolRequest>(),
  async run(deps, request) {
    await updateUserPool(deps, request)
    return {}
  },
})
