import { deviceKey } from '#src/aws-api/device-members.ts'
import { namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { forgetDevice } from '#src/domain/devices/forget-device.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'

export const AdminForgetDevice = defineOperation({
  name: 'AdminForgetDevice',
  authorization: 'iam',
  category: 'UserResourceUpdate',
  request: namedUser.extend({ DeviceKey: deviceKey }),
  async run(deps, request) {
    const user = await requireUser(deps, await requireUserPool(deps, request.UserPoolId), request.Username)
    await forgetDevice(deps, { user, deviceKey: request.DeviceKey })
    return undefined
  },
})
