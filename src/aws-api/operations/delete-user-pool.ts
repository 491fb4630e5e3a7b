import { namedPool } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deleteUserPool } from '#src/domain/user-pools/delete-user-pool.ts'

export const DeleteUserPool = defineOperation({
  name: 'DeleteUserPool',
  authorization: 'iam',
  category: 'UserPoolUpdate',
  request: namedPool,
  async run(deps, request) {
    await deleteUserPool(deps, request)
    return undefined
  },
})
