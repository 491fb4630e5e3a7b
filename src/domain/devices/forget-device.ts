import { recordUserEvent, type RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { User } from '#src/domain/users/user.ts'
import { deviceNotFound } from './device-refusals.ts'
import type { DeviceStore } from './device-store.ts'

/** Forgets a device: a sign-in on it is one on a new device from then on (Cognito: ForgetDevice, AdminForgetDevice). ResourceNotFound. */
export const forgetDevice = async (deps: RecordUserEventDeps & { devices: Pick<DeviceStore, 'deleteDevice'> }, { user, deviceKey }: { user: User; deviceKey: string }): Promise<void> => {
  if (!(await deps.devices.deleteDevice(user.id, deviceKey))) throw deviceNotFound()
  recordUserEvent(deps, { user, type: 'DeviceForgotten' })
}
