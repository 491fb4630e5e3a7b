import type { KnownNetworkStore } from '#src/domain/attempts/known-network-store.ts'
import { networkSubject, type LimitNetworkDeps } from '#src/domain/attempts/limit-network.ts'
import { type BrowserDevice, proveBrowser, type ProveBrowserDeps, rememberBrowser, type RememberBrowserDeps, remembersBrowser } from '#src/domain/devices/browser.ts'
import { tracksDevices } from '#src/domain/devices/device-policy.ts'
import type { DeviceStore } from '#src/domain/devices/device-store.ts'
import { newDevice, type NewDevice } from '#src/domain/devices/new-device.ts'
import { describeUserAgent } from '#src/domain/sessions/describe-user-agent.ts'
import type { SignInProgress } from './sign-in-progress.ts'

export type DeviceOfSignInDeps = ProveBrowserDeps & RememberBrowserDeps & LimitNetworkDeps & {
  devices: Pick<DeviceStore, 'findDevice' | 'createDevice' | 'touchDevice'>
  knownNetworks: KnownNetworkStore
}

/** The sign-in with the browser that it comes from, where that has proven to be the user's device: before any gate is asked. */
export const withBrowser = async (deps: ProveBrowserDeps, progress: SignInProgress): Promise<SignInProgress> => {
  const browser = progress.wire === 'hosted' ? await proveBrowser(deps, { ...progress, browser: progress.from?.browser ?? null }) : null
  return browser === null ? progress : { ...progress, browser, deviceKey: browser.key, deviceProven: true }
}

/** The device that a finished sign-in was on: an old one, one that the client may confirm, or a browser that is remembered from now on. */
export type DeviceOfSignIn = { deviceKey: string | null; deviceMetadata?: NewDevice; browserDevice?: BrowserDevice }

/** Settles, behind the last gate, on which device the person is, and notes the network: somebody else's failures do not lock them out there. */
export const deviceOfSignIn = async (deps: DeviceOfSignInDeps, progress: SignInProgress): Promise<DeviceOfSignIn> => {
  await noteNetwork(deps, progress)
  const { pool, user, wire, from, browser } = progress
  const address = from?.address ?? null
  if (browser) {
    await deps.devices.touchDevice(user.id, browser.key, deps.clock.now(), address)
    return { deviceKey: browser.key }
  }
  if (isOnNewDevice(progress)) {
    const deviceMetadata = newDevice(deps, pool, user)
    return { deviceKey: deviceMetadata.deviceKey, deviceMetadata }
  }
  if (wire === 'hosted' && from !== undefined && remembersBrowser(pool, { asked: from.rememberBrowser })) {
    const name = from.userAgent === null ? null : describeUserAgent(from.userAgent)
    const browserDevice = await rememberBrowser(deps, { pool, user, name, address })
    return { deviceKey: browserDevice.key, browserDevice }
  }
  return { deviceKey: progress.deviceProven ? progress.deviceKey : null }
}

/** Whether the client is told a key for the device it runs on. Operators' password sign-ins know no devices. */
const isOnNewDevice = ({ pool, wire, flow, deviceProven }: SignInProgress): boolean =>
  tracksDevices(pool) && wire !== 'hosted' && flow !== 'ADMIN_USER_PASSWORD_AUTH' && !deviceProven

const noteNetwork = async (deps: DeviceOfSignInDeps, { pool, client, wire, user, from }: SignInProgress): Promise<void> => {
  const network = networkSubject(deps, { pool, client, wire, address: from?.address ?? null })
  if (network !== null) await deps.knownNetworks.noteNetwork(user.id, network, deps.clock.now())
}
