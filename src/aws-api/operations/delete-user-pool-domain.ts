import { z } from 'zod'
import { defineOperation } from '#src/aws-api/operation.ts'
import { poolId } from '#src/domain/constraint.ts'
import { deleteUserPoolDomain } from '#src/domain/user-pools/delete-user-pool-domain.ts'
import { domainName } from '#src/domain/user-pools/user-pool-domain.ts'

export const DeleteUserPoolDomain = defineOperation({
  name: 'DeleteUserPoolDomain',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: z.object({ UserPoolId: poolId, Domain: domainName }),
  async run(deps, request) {
    await deleteUserPoolDomain(deps, request)
    return {}
  },
})
