import { namedUser } from '#src/aws-api/members.ts'
import { mfaPreferenceMembers } from '#src/aws-api/mfa-members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { setUserMfaPreference } from '#src/domain/mfa/set-user-mfa-preference.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'

export const AdminSetUserMFAPreference = defineOperation({
  name: 'AdminSetUserMFAPreference',
  authorization: 'iam',
  category: 'UserResourceUpdate',
  request: namedUser.extend(mfaPreferenceMembers),
  async run(deps, { UserPoolId, Username, ...settings }) {
    const pool = await requireUserPool(deps, UserPoolId)
    await setUserMfaPreference(deps, { ...settings, pool, user: await requireUser(deps, pool, Username), by: 'operator' })
    return {}
  },
})
