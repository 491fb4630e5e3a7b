import { equalInConstantTime } from '#src/crypto/constant-time.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import { noteChange, type NoteChangeDeps } from '#src/domain/activity/note-change.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { remembersAtOnce, tracksDevices } from './device-policy.ts'
import type { Device, DeviceStore } from './device-store.ts'
import { deviceGroupKeyOf, newDevice } from './new-device.ts'

/** What a browser keeps as one user's device: `owner` stands for the user, `secret` is what it proves itself by. */
export type BrowserDevice = { owner: string; key: string; secret: string }

/** What a browser brings to the hosted pages from earlier visits; nothing of it is proven. */
export type Browser = {
  /** The devices that it says it is, one for each user who was remembered here. */
  devices: readonly BrowserDevice[]
  /** Users who have signed in here lately, and the name under which their failed tries here are counted. */
  knownAs: readonly { userId: string; place: string }[]
}

export type ProveBrowserDeps = { devices: Pick<DeviceStore, 'findDevice'>; keyedHash: Pick<KeyedHash, 'sign'> }

/**
 * The device that this browser is for the user, proven by its secret; null for a browser that is none, is somebody else's, or was
 * forgotten. One statement where it says that it is one, none otherwise.
 */
export const proveBrowser = async (
  deps: ProveBrowserDeps, { pool, user, browser }: { pool: UserPool; user: User; browser: Browser | null },
): Promise<Device | null> => {
  if (browser === null || !tracksDevices(pool)) return null
  const owner = browserOwner(deps.keyedHash, user)
  const claimed = browser.devices.find((device) => device.owner === owner)
  if (claimed === undefined) return null
  const device = await deps.devices.findDevice(user.id, claimed.key)
  if (device === null || device.secretDigest === null) return null
  return equalInConstantTime(device.secretDigest, digestToken(claimed.secret)) ? device : null
}

/** Whether a browser becomes a device by a sign-in: always, or where the person ticked the box (Cognito: DeviceOnlyRememberedOnUserPrompt). */
export const remembersBrowser = (pool: UserPool, { asked }: { asked: boolean }): boolean => tracksDevices(pool) && (asked || remembersAtOnce(pool))

export type RememberBrowserDeps = NoteChangeDeps & {
  devices: Pick<DeviceStore, 'createDevice'>
  random: Pick<Random, 'uuid' | 'token'>
  keyedHash: Pick<KeyedHash, 'sign'>
  clock: Clock
}

/** Makes the browser a remembered device of the user, and returns what it has to keep: of the secret only a digest is stored. */
export const rememberBrowser = async (
  deps: RememberBrowserDeps, { pool, user, name, address }: { pool: UserPool; user: User; name: string | null; address: string | null },
): Promise<BrowserDevice> => {
  const { deviceKey: key } = newDevice(deps, pool, user)
  const secret = deps.random.token()
  const now = deps.clock.now()
  await deps.devices.createDevice({
    key, userId: user.id, groupKey: deviceGroupKeyOf(deps.keyedHash, pool, user), name, srp: null, secretDigest: digestToken(secret), remembered: true,
    lastAddress: address, createdAt: now, updatedAt: now, lastAuthenticatedAt: now,
  })
  await noteChange(deps, pool, user, { type: 'DeviceRemembered', details: { name: name ?? '' }, notice: { kind: 'deviceRemembered', name: name ?? '' }, undo: { what: 'device', key } })
  return { owner: browserOwner(deps.keyedHash, user), key, secret }
}

/** Stands for the user in the names of a browser's cookies, and tells nobody who it is. */
export const browserOwner = (keyedHash: Pick<KeyedHash, 'sign'>, { id, poolId }: Pick<User, 'id' | 'poolId'>): string =>
  keyedHash.sign('browser-owner', `${poolId}/${id}`).slice(0, 16)
