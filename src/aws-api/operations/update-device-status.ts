import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { deviceKey, rememberedStatus } from '#src/aws-api/device-members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { updateDeviceStatus } from '#src/domain/devices/update-device-status.ts'

export const UpdateDeviceStatus = defineOperation({
  name: 'UpdateDeviceStatus',
  authorization: 'access-token',
  category: 'UserResourceUpdate',
  request: withAccessToken.extend({ DeviceKey: deviceKey, DeviceRememberedStatus: rememberedStatus }),
  async run(deps, request) {
    const { user } = await authenticateUser(deps, request.AccessToken)
    await updateDeviceStatus(deps, { user, deviceKey: request.DeviceKey, status: request.DeviceRememberedStatus })
    return {}
  },
})
