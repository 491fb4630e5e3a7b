import { recordUserEvent, type RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { User } from '#src/domain/users/user.ts'
import { deviceNotFound } from './device-refusals.ts'
import type { DeviceStore } from './device-store.ts'
import { getDevice } from './get-device.ts'

export type UpdateDeviceStatusDeps = RecordUserEventDeps & { devices: Pick<DeviceStore, 'findDevice' | 'rememberDevice'>; clock: Clock }
export type UpdateDeviceStatusInput = { user: User; deviceKey: string; status?: 'remembered' | 'not_remembered' | undefined }

/** Remembers a device or stops doing so; without a status nothing changes (Cognito: UpdateDeviceStatus, AdminUpdateDeviceStatus). ResourceNotFound. */
export const updateDeviceStatus = async (deps: UpdateDeviceStatusDeps, { user, deviceKey, status }: UpdateDeviceStatusInput): Promise<void> => {
  if (status === undefined) return void (await getDevice(deps, { user, deviceKey }))
  if (!(await deps.devices.rememberDevice(user.id, deviceKey, status === 'remembered', deps.clock.now()))) throw deviceNotFound()
  recordUserEvent(deps, { user, type: status === 'remembered' ? 'DeviceRemembered' : 'DeviceForgotten' })
}
