import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { authFactorsShape } from '#src/aws-api/shapes/auth-factors-shape.ts'
import { authFactors } from '#src/domain/mfa/auth-factors.ts'

export const GetUserAuthFactors = defineOperation({
  name: 'GetUserAuthFactors',
  authorization: 'access-token',
  category: 'UserRead',
  request: withAccessToken,
  async run(deps, { AccessToken }) {
    const { pool, user } = await authenticateUser(deps, AccessToken)
    return authFactorsShape(pool, user, await authFactors(deps, { pool, user }))
  },
})
