import { DOMAIN_GAP } from '#src/aws-api/gaps.ts'
import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { domainAnswer } from '#src/aws-api/shapes/user-pool-domain-shape.ts'
import { updateUserPoolDomain } from '#src/domain/user-pools/update-user-pool-domain.ts'
import type { UserPoolDomainRequest } from '#src/domain/user-pools/user-pool-domain.ts'

export const UpdateUserPoolDomain = defineOperation({
  name: 'UpdateUserPoolDomain',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  gap: DOMAIN_GAP,
  request: checkedByDomain<UserPoolDomainRequest>(),
  run: async (deps, request) => domainAnswer(deps, await updateUserPoolDomain(deps, request)),
})
