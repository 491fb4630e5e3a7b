import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'

/** What a client needs to confirm the device it runs on (Cognito: NewDeviceMetadataType). */
export type NewDevice = { deviceKey: string; deviceGroupKey: string }

/**
 * A key for a device that nobody has confirmed yet. Nothing is stored: the access token carries the key, and the group follows from
 * the user.
 */
export const newDevice = (deps: { random: Pick<Random, 'uuid'>; keyedHash: Pick<KeyedHash, 'sign'> }, pool: UserPool, user: User): NewDevice => ({
  deviceKey: `${pool.region}_${deps.random.uuid()}`, deviceGroupKey: deviceGroupKeyOf(deps.keyedHash, pool, user),
})

/** The same for all devices of a user: takes the pool name's place in the proof of a device. */
export const deviceGroupKeyOf = (keyedHash: Pick<KeyedHash, 'sign'>, pool: UserPool, user: User): string =>
  `-${keyedHash.sign('device-group', `${pool.id}/${user.id}`).replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 9)}`
