import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { userPoolShape } from '#src/aws-api/shapes/user-pool-shape.ts'
import { createUserPool, type CreateUserPoolRequest } from '#src/domain/user-pools/create-user-pool.ts'

export const CreateUserPool = defineOperation({
  name: 'CreateUserPool',
  authorization: 'iam',
  category: 'UserPoolUpdate',
  gap: 'Of the tiers only LITE withholds anything (first factors besides the password, management of sessions), and keys of customers are kept and shown, but not used.',
  request: checkedByDomain<CreateUserPoolRequest>(),
  run: async (deps, request, { region }) => ({ UserPool: userPoolShape(await createUserPool(deps, { region, request }), [], deps.accountId) }),
})
