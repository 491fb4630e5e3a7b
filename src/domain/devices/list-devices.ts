import type { User } from '#src/domain/users/user.ts'
import type { DeviceStore } from './device-store.ts'

/** A page of a user's devices, at most `limit` (Cognito: ListDevices, AdminListDevices). */
export const listDevices = (
  deps: { devices: Pick<DeviceStore, 'listDevices'> }, { user, ...page }: { user: User; after: string | null; limit: number },
): ReturnType<DeviceStore['listDevices']> => deps.devices.listDevices({ ...page, userId: user.id })
