import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { deviceKey } from '#src/aws-api/device-members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { forgetDevice } from '#src/domain/devices/forget-device.ts'

export const ForgetDevice = defineOperation({
  name: 'ForgetDevice',
  authorization: 'access-token',
  category: 'UserResourceUpdate',
  request: withAccessToken.extend({ DeviceKey: deviceKey }),
  async run(deps, request) {
    const { user } = await authenticateUser(deps, request.AccessToken)
    await forgetDevice(deps, { user, deviceKey: request.DeviceKey })
    return undefined
  },
})
