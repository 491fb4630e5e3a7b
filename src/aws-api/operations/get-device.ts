import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { deviceKey } from '#src/aws-api/device-members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deviceShape } from '#src/aws-api/shapes/device-shape.ts'
import { getDevice } from '#src/domain/devices/get-device.ts'

export const GetDevice = defineOperation({
  name: 'GetDevice',
  authorization: 'access-token',
  category: 'UserResourceRead',
  request: withAccessToken.extend({ DeviceKey: deviceKey }),
  async run(deps, request) {
    const { user } = await authenticateUser(deps, request.AccessToken)
    return { Device: deviceShape(await getDevice(deps, { user, deviceKey: request.DeviceKey }), 'user') }
  },
})
