import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deleteUser } from '#src/domain/users/delete-user.ts'

export const DeleteUser = defineOperation({
  name: 'DeleteUser',
  authorization: 'access-token',
  category: 'UserUpdate',
  request: withAccessToken,
  async run(deps, { AccessToken }) {
    const { pool, user } = await authenticateUser(deps, AccessToken)
    await deleteUser(deps, { pool, user })
    return undefined
  },
})
