import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { password } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { changePassword } from '#src/domain/users/change-password.ts'

export const ChangePassword = defineOperation({
  name: 'ChangePassword',
  authorization: 'access-token',
  category: 'UserAccountRecovery',
  request: withAccessToken.extend({ PreviousPassword: password.exactOptional(), ProposedPassword: password }),
  async run(deps, { AccessToken, PreviousPassword, ProposedPassword }) {
    const { pool, user } = await authenticateUser(deps, AccessToken)
    await changePassword(deps, { pool, user, previousPassword: PreviousPassword ?? null, proposedPassword: ProposedPassword })
    return {}
  },
})
