import { POOL_GAP } from '#src/aws-api/gaps.ts'
import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { userPoolShape } from '#src/aws-api/shapes/user-pool-shape.ts'
import { createUserPool, type CreateUserPoolRequest } from '#src/domain/user-pools/create-user-pool.ts'

export const CreateUserPool = defineOperation({
  name: 'CreateUserPool',
  authorization: 'iam',
  category: 'UserPoolUpdate',
  gap: POOL_GAP,
  request: checkedByDomain<CreateUserPoolRequest>(),
  run: async (deps, request, { region }) => ({ UserPool: userPoolShape(await createUserPool(deps, { region, request }), [], deps.accountId) }),
})
