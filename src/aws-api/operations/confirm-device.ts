import { z } from 'zod'
import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { deviceKey } from '#src/aws-api/device-members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { text } from '#src/domain/constraint.ts'
import { confirmDevice } from '#src/domain/devices/confirm-device.ts'

export const ConfirmDevice = defineOperation({
  name: 'ConfirmDevice',
  authorization: 'access-token',
  category: 'UserResourceUpdate',
  request: withAccessToken.extend({
    DeviceKey: deviceKey,
    DeviceSecretVerifierConfig: z.object({ PasswordVerifier: text({ max: 131_072 }).exactOptional(), Salt: text({ max: 131_072 }).exactOptional() }).exactOptional(),
    DeviceName: text({ min: 1, max: 1024 }).exactOptional(),
  }),
  async run(deps, request, call) {
    const { pool, user, claims } = await authenticateUser(deps, request.AccessToken)
    const { userConfirmationNecessary } = await confirmDevice(deps, {
      pool, user, tokenDeviceKey: claims.device_key, deviceKey: request.DeviceKey, name: request.DeviceName ?? null,
      salt: request.DeviceSecretVerifierConfig?.Salt, passwordVerifier: request.DeviceSecretVerifierConfig?.PasswordVerifier, address: call.clientIp,
    })
    return { UserConfirmationNecessary: userConfirmationNecessary }
  },
})
