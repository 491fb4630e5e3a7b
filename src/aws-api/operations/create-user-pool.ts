import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { userPoolShape } from '#src/aws-api/shapes/user-pool-shape.ts'
import { createUserPool, type CreateUserPoolRequest } from '#src/domain/user-pools/create-user-pool.ts'

export const CreateUserPool = defineOperation({
  name: 'CreateUserPool',
  authorization: 'iam',
  category: 'UserPoolUpdate',
  gap: 'Feature tiers and customer managed keys are kept and shown, but no feature is withheld and no other key is used because of them.',
  request: checkedByDomain<CreateUserPoolRequest>(),
  run: async (deps, request, { region }) => ({ UserPool: userPoolShape(await createUserPool(deps, { region, request }), [], deps.accountId) }),
})
