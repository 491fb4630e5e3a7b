import type { User } from '#src/domain/users/user.ts'
import { deviceNotFound } from './device-refusals.ts'
import type { Device } from './device-store.ts'
import type { FindDeviceDeps } from './find-named-device.ts'

/** One device of a user (Cognito: GetDevice, AdminGetDevice). ResourceNotFound, also for somebody else's. */
export const getDevice = async (deps: FindDeviceDeps, { user, deviceKey }: { user: User; deviceKey: string }): Promise<Device> => {
  const device = await deps.devices.findDevice(user.id, deviceKey)
  if (device === null) throw deviceNotFound()
  return device
}
