import { mfaOptions, namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'
import { setUserSettings } from '#src/domain/users/set-user-settings.ts'

export const AdminSetUserSettings = defineOperation({
  name: 'AdminSetUserSettings',
  authorization: 'iam',
  category: 'UserResourceUpdate',
  request: namedUser.extend({ MFAOptions: mfaOptions }),
  async run(deps, { UserPoolId, Username, MFAOptions }) {
    const pool = await requireUserPool(deps, UserPoolId)
    await setUserSettings(deps, { pool, user: await requireUser(deps, pool, Username), options: MFAOptions })
    return {}
  },
})
