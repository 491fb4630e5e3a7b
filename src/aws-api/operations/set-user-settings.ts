import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { mfaOptions } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { setUserSettings } from '#src/domain/users/set-user-settings.ts'

export const SetUserSettings = defineOperation({
  name: 'SetUserSettings',
  authorization: 'access-token',
  category: 'UserResourceUpdate',
  request: withAccessToken.extend({ MFAOptions: mfaOptions }),
  async run(deps, { AccessToken, MFAOptions }) {
    const { pool, user } = await authenticateUser(deps, AccessToken)
    await setUserSettings(deps, { pool, user, options: MFAOptions })
    return {}
  },
})
