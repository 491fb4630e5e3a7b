import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { Device } from './device-store.ts'

/** Whether the pool knows devices at all (Cognito: DeviceConfiguration). */
export const tracksDevices = ({ settings }: UserPool): boolean => settings.DeviceConfiguration !== undefined

/** Whether a device is remembered as soon as it is confirmed, or only once its user says so. */
export const remembersAtOnce = ({ settings }: UserPool): boolean => settings.DeviceConfiguration?.DeviceOnlyRememberedOnUserPrompt === false

/** Whether the proof of this device takes the place of a second factor (Cognito: ChallengeRequiredOnNewDevice). */
export const standsForSecondFactor = ({ settings }: UserPool, device: Device): boolean =>
  device.remembered && settings.DeviceConfiguration?.ChallengeRequiredOnNewDevice === true
