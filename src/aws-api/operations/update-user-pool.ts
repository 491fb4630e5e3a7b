import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { updateUserPool, type UpdateUserPoolRequest } from '#src/domain/user-pools/update-user-pool.ts'

export const UpdateUserPool = defineOperation({
  name: 'UpdateUserPool',
  authorization: 'iam',
  category: 'UserPoolUpdate',
  gap: 'Of the tiers only LITE withholds anything (first factors besides the password, management of sessions), and keys of customers are kept and shown, but not used.',
  request: checkedByDomain<UpdateUserPoolRequest>(),
  async run(deps, request) {
    await updateUserPool(deps, request)
    return {}
  },
})
