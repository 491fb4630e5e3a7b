import type { Clock } from '#src/domain/clock.ts'
import type { User } from '#src/domain/users/user.ts'
import { deviceNotFound } from './device-refusals.ts'
import type { DeviceStore } from './device-store.ts'

/** Gives a device the name its owner calls it by (Cognito: device_name). ResourceNotFound, also for somebody else's. */
export const renameDevice = async (
  deps: { devices: Pick<DeviceStore, 'renameDevice'>; clock: Clock }, { user, deviceKey, name }: { user: User; deviceKey: string; name: string },
): Promise<void> => {
  if (!(await deps.devices.renameDevice(user.id, deviceKey, name, deps.clock.now()))) throw deviceNotFound()
}
