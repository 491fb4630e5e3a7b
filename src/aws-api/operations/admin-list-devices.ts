import { pageOfDevices } from '#src/aws-api/device-members.ts'
import { listPage } from '#src/aws-api/list-page.ts'
import { namedUser } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deviceShape } from '#src/aws-api/shapes/device-shape.ts'
import { listDevices } from '#src/domain/devices/list-devices.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'

export const AdminListDevices = defineOperation({
  name: 'AdminListDevices',
  authorization: 'iam',
  category: 'UserResourceRead',
  request: namedUser.extend(pageOfDevices),
  async run(deps, { UserPoolId, Username, Limit, PaginationToken }) {
    const user = await requireUser(deps, await requireUserPool(deps, UserPoolId), Username)
    const page = listPage(deps.pageTokens, { operation: 'AdminListDevices', owner: user.id }, PaginationToken)
    const { devices, next } = await listDevices(deps, { user, limit: Limit || 60, after: page.after })
    return { Devices: devices.map((device) => deviceShape(device, 'operator')), PaginationToken: page.tokenOf(next) }
  },
})
