import { isAcceptablePublicValue } from '#src/crypto/srp.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { noteChange, type NoteChangeDeps } from '#src/domain/activity/note-change.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { remembersAtOnce, tracksDevices } from './device-policy.ts'
import { deviceNotFound, devicesNotTracked } from './device-refusals.ts'
import type { DeviceStore } from './device-store.ts'
import { deviceGroupKeyOf } from './new-device.ts'

export type ConfirmDeviceDeps = NoteChangeDeps & { devices: Pick<DeviceStore, 'createDevice'>; keyedHash: Pick<KeyedHash, 'sign'>; clock: Clock }

export type ConfirmDeviceInput = {
  pool: UserPool
  user: User
  /** The `device_key` claim of the access token: the device that the sign-in handed out. */
  tokenDeviceKey: unknown
  deviceKey: string
  name: string | null
  /** Base64, as the client made them. */
  salt: string | undefined
  passwordVerifier: string | undefined
  address: string | null
}

const LONGEST_SALT = 64

/**
 * Keeps a device by what it will prove itself with (Cognito: ConfirmDevice). Returns whether the user must still be asked to remember
 * it. ResourceNotFound for a key that this sign-in did not hand out, DeviceKeyExists, InvalidParameter, InvalidUserPoolConfiguration.
 */
export const confirmDevice = async (deps: ConfirmDeviceDeps, input: ConfirmDeviceInput): Promise<{ userConfirmationNecessary: boolean }> => {
  const { pool, user } = input
  if (!tracksDevices(pool)) throw devicesNotTracked()
  if (input.tokenDeviceKey !== input.deviceKey) throw deviceNotFound()
  const now = deps.clock.now()
  const remembered = remembersAtOnce(pool)
  await deps.devices.createDevice({
    key: input.deviceKey, userId: user.id, groupKey: deviceGroupKeyOf(deps.keyedHash, pool, user), name: input.name, srp: verifierOf(input), secretDigest: null, remembered,
    lastAddress: input.address, createdAt: now, updatedAt: now, lastAuthenticatedAt: now,
  })
  if (remembered) {
    const name = input.name ?? ''
    await noteChange(deps, pool, user, { type: 'DeviceRemembered', details: { name }, notice: { kind: 'deviceRemembered', name }, undo: { what: 'device', key: input.deviceKey } })
  }
  return { userConfirmationNecessary: !remembered }
}

const verifierOf = ({ salt, passwordVerifier }: ConfirmDeviceInput) => {
  const [saltBytes, verifierHex] = [Buffer.from(salt ?? '', 'base64'), Buffer.from(passwordVerifier ?? '', 'base64').toString('hex')]
  if (saltBytes.length === 0 || saltBytes.length > LONGEST_SALT || !isAcceptablePublicValue(verifierHex)) {
    throw new DomainError('InvalidParameter', 'Invalid device secret verifier given.', { reason: 'device-verifier', field: 'deviceSecretVerifierConfig' })
  }
  return { salt: saltBytes.toString('hex'), verifier: verifierHex }
}
