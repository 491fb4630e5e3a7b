import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { mfaPreferenceMembers } from '#src/aws-api/mfa-members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { setUserMfaPreference } from '#src/domain/mfa/set-user-mfa-preference.ts'

export const SetUserMFAPreference = defineOperation({
  name: 'SetUserMFAPreference',
  authorization: 'access-token',
  category: 'UserResourceUpdate',
  request: withAccessToken.extend(mfaPreferenceMembers),
  async run(deps, { AccessToken, ...settings }) {
    const { pool, user } = await authenticateUser(deps, AccessToken)
    await setUserMfaPreference(deps, { ...settings, pool, user, by: 'user' })
    return {}
  },
})
