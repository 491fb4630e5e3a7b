import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { tracksDevices } from './device-policy.ts'
import { deviceNotFound } from './device-refusals.ts'
import type { Device, DeviceStore, DeviceVerifier } from './device-store.ts'

export type FindDeviceDeps = { devices: Pick<DeviceStore, 'findDevice'> }

/** A device that can prove itself on the API. */
export type NamedDevice = Device & { srp: DeviceVerifier }

/**
 * The user's device that a sign-in names by its DEVICE_KEY; null where it names none, none of theirs, or the pool tracks none. A browser
 * of the hosted pages cannot be named: it has nothing to prove itself by here.
 */
export const findNamedDevice = async (deps: FindDeviceDeps, pool: UserPool, user: User, deviceKey: string | null): Promise<NamedDevice | null> => {
  const device = deviceKey === null || !tracksDevices(pool) ? null : await deps.devices.findDevice(user.id, deviceKey)
  return device !== null && isNamed(device) ? device : null
}

const isNamed = (device: Device): device is NamedDevice => device.srp !== null

/**
 * Refuses a DEVICE_KEY that is not the user's, before anything is spent: the client asks again without it (Cognito: device
 * authentication). ResourceNotFound.
 */
export const requireNamedDevice = async (deps: FindDeviceDeps, pool: UserPool, user: User | null, deviceKey: string | null | undefined): Promise<void> => {
  if (!deviceKey || !tracksDevices(pool)) return
  if (user === null || (await findNamedDevice(deps, pool, user, deviceKey)) === null) throw deviceNotFound()
}
