/** What a device proves itself by: salt and verifier of its random password (hex; sealed in storage). */
export type DeviceVerifier = { salt: string; verifier: string }

/**
 * A device that a user has confirmed, or a browser that was remembered on the hosted pages (Cognito: DeviceType). It proves itself in one
 * of two ways.
 */
export type Device = {
  /** `<region>_<uuid>`. */
  key: string
  userId: string
  /** Takes the pool's place in the device's proof. */
  groupKey: string
  name: string | null
  /** Of a device of the API: null for a browser. */
  srp: DeviceVerifier | null
  /** Of a browser: SHA-256 of the random secret in its cookie. Null for a device of the API. */
  secretDigest: string | null
  /** Whether it may stand for a second factor, where the pool lets devices do so. */
  remembered: boolean
  /** Address of the last sign-in with it, as the edge saw it. */
  lastAddress: string | null
  createdAt: Date
  updatedAt: Date
  lastAuthenticatedAt: Date
}

export type DeviceStore = {
  /** DeviceKeyExists when the key is taken; UserNotFound when the user is gone. */
  createDevice(device: Device): Promise<void>
  findDevice(userId: string, key: string): Promise<Device | null>
  /** In order of the key. */
  listDevices(page: { userId: string; after: string | null; limit: number }): Promise<{ devices: Device[]; next: string | null }>
  /** False when there is no such device. */
  rememberDevice(userId: string, key: string, remembered: boolean, at: Date): Promise<boolean>
  /** False when there is no such device. */
  renameDevice(userId: string, key: string, name: string, at: Date): Promise<boolean>
  /** Notes a sign-in with the device. */
  touchDevice(userId: string, key: string, at: Date, address: string | null): Promise<void>
  /** False when there was no such device. */
  deleteDevice(userId: string, key: string): Promise<boolean>
}
