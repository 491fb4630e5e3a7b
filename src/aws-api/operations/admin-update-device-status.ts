import { deviceKey, rememberedStatus } from '#src/aws-api/device-members.ts'
import { namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { updateDeviceStatus } from '#src/domain/devices/update-device-status.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'

export const AdminUpdateDeviceStatus = defineOperation({
  name: 'AdminUpdateDeviceStatus',
  authorization: 'iam',
  category: 'UserResourceUpdate',
  request: namedUser.extend({ DeviceKey: deviceKey, DeviceRememberedStatus: rememberedStatus }),
  async run(deps, request) {
    const user = await requireUser(deps, await requireUserPool(deps, request.UserPoolId), request.Username)
    await updateDeviceStatus(deps, { user, deviceKey: request.DeviceKey, status: request.DeviceRememberedStatus })
    return {}
  },
})
