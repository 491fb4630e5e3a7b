import { DOMAIN_GAP } from '#src/aws-api/gaps.ts'
import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { domainAnswer } from '#src/aws-api/shapes/user-pool-domain-shape.ts'
import { createUserPoolDomain } from '#src/domain/user-pools/create-user-pool-domain.ts'
import type { UserPoolDomainRequest } from '#src/domain/user-pools/user-pool-domain.ts'

export const CreateUserPoolDomain = defineOperation({
  name: 'CreateUserPoolDomain',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  gap: DOMAIN_GAP,
  request: checkedByDomain<UserPoolDomainRequest>(),
  run: async (deps, request) => domainAnswer(deps, await createUserPoolDomain(deps, request)),
})
