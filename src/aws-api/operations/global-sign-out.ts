import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { globalSignOut } from '#src/domain/users/global-sign-out.ts'

export const GlobalSignOut = defineOperation({
  name: 'GlobalSignOut',
  authorization: 'access-token',
  category: 'UserUpdate',
  request: withAccessToken,
  async run(deps, { AccessToken }) {
    const { pool, user } = await authenticateUser(deps, AccessToken)
    await globalSignOut(deps, { pool, user })
    return {}
  },
})
