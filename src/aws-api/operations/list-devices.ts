import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { pageOfDevices } from '#src/aws-api/device-members.ts'
import { listPage } from '#src/aws-api/list-page.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deviceShape } from '#src/aws-api/shapes/device-shape.ts'
import { listDevices } from '#src/domain/devices/list-devices.ts'

export const ListDevices = defineOperation({
  name: 'ListDevices',
  authorization: 'access-token',
  category: 'UserResourceRead',
  request: withAccessToken.extend(pageOfDevices),
  async run(deps, { AccessToken, Limit, PaginationToken }) {
    const { user } = await authenticateUser(deps, AccessToken)
    const page = listPage(deps.pageTokens, { operation: 'ListDevices', owner: user.id }, PaginationToken)
    const { devices, next } = await listDevices(deps, { user, limit: Limit || 60, after: page.after })
    return { Devices: devices.map((device) => deviceShape(device, 'user')), PaginationToken: page.tokenOf(next) }
  },
})
