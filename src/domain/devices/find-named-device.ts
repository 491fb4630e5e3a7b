import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { tracksDevices } from './device-policy.ts'
import { deviceNotFound } from './device-refusals.ts'
import type { Device, DeviceStore } from './device-store.ts'

export type FindDeviceDeps = { devices: Pick<DeviceStore, 'findDevice'> }

/** The user's device that a sign-in names by its DEVICE_KEY; null where it names none, none of theirs, or the pool tracks none. */
export const findNamedDevice = (deps: FindDeviceDeps, pool: UserPool, user: User, deviceKey: string | null): Promise<Device | null> =>
  deviceKey === null || !tracksDevices(pool) ? Promise.resolve(null) : deps.devices.findDevice(user.id, deviceKey)

/**
 * Refuses a DEVICE_KEY that is not the user's, before anything is spent: the client asks again without it (Cognito: device
 * authentication). ResourceNotFound.
 */
export const requireNamedDevice = async (deps: FindDeviceDeps, pool: UserPool, user: User | null, deviceKey: string | null | undefined): Promise<void> => {
  if (!deviceKey || !tracksDevices(pool)) return
  if (user === null || (await deps.devices.findDevice(user.id, deviceKey)) === null) throw deviceNotFound()
}
