import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { Device } from './device-store.ts'

/** Whether the pool knows devices at all (Cognito: DeviceConfiguration). */
export const tracksDevices = ({ settings }: UserPool): boolean => settings.DeviceConfiguration !== undefined

/** Whether a device is remembered as soon as it is confirmed, or only once its user says so. */
export const remembersAtOnce = ({ settings }: UserPool): boolean => settings.DeviceConfiguration?.DeviceOnlyRememberedOnUserPrompt === false

/** Whether people say themselves that a device is to be remembered (Cognito: DeviceOnlyRememberedOnUserPrompt). */
export const asksToRemember = (pool: UserPool): boolean => tracksDevices(pool) && !remembersAtOnce(pool)

/** Whether remembered devices take the place of second factors in this pool (Cognito: ChallengeRequiredOnNewDevice). */
export const standsForCodes = ({ settings }: UserPool): boolean => settings.DeviceConfiguration?.ChallengeRequiredOnNewDevice === true

/** Whether the proof of this device takes the place of a second factor. */
export const standsForSecondFactor = (pool: UserPool, device: Device): boolean => device.remembered && standsForCodes(pool)
