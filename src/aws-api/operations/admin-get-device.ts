import { deviceKey } from '#src/aws-api/device-members.ts'
import { namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deviceShape } from '#src/aws-api/shapes/device-shape.ts'
import { getDevice } from '#src/domain/devices/get-device.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'

export const AdminGetDevice = defineOperation({
  name: 'AdminGetDevice',
  authorization: 'iam',
  category: 'UserResourceRead',
  request: namedUser.extend({ DeviceKey: deviceKey }),
  async run(deps, request) {
    const user = await requireUser(deps, await requireUserPool(deps, request.UserPoolId), request.Username)
    return { Device: deviceShape(await getDevice(deps, { user, deviceKey: request.DeviceKey }), 'operator') }
  },
})
