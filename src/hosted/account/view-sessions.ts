import type { AccountDevice, AccountSession, AccountSessionsView } from '#src/contracts/hosted/views/account-sessions-view.ts'
import { tracksDevices, standsForSecondFactor } from '#src/domain/devices/device-policy.ts'
import type { OwnSession } from '#src/domain/sessions/own-session.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import type { AccountContext } from './account-context.ts'
import { aroundAccount } from './account-frame.ts'

/** More than anybody has. */
const MOST_DEVICES = 60

/** Everywhere the person is signed in, and the devices that are remembered. */
export const viewSessions = async (deps: HostedDeps, context: AccountContext): Promise<AccountSessionsView> => {
  const { pool, user, browser } = context
  const [sessions, devices] = await Promise.all([
    deps.account.listOwnSessions({ pool, user, currentUid: browser.sessionUid }), tracksDevices(pool) ? devicesOf(deps, context) : undefined,
  ])
  return {
    ...aroundAccount(deps, context, 'account-sessions', 'sessions'),
    sessions: await Promise.all(sessions.map((session) => shown(deps, context, session))),
    ...(devices === undefined ? {} : { devices }),
  }
}

const shown = async (deps: HostedDeps, { client }: AccountContext, session: OwnSession): Promise<AccountSession> => {
  const names = await Promise.all(session.clientIds.filter((id) => id !== client.id).map(async (id) => (await deps.clients.findClient(id))?.name))
  const { id, kind, device, address, signedInAt, lastSeenAt, isCurrent, place } = session
  return {
    id, kind, current: isCurrent, signedInAt: signedInAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(),
    applications: names.filter((name) => name !== undefined),
    ...(device === null ? {} : { device }), ...(address === null ? {} : { address }), ...(place === null ? {} : { place }),
  }
}

const devicesOf = async (deps: HostedDeps, { pool, user }: AccountContext): Promise<AccountDevice[]> => {
  const { devices } = await deps.account.listDevices({ user, after: null, limit: MOST_DEVICES })
  return devices.map((device) => ({
    key: device.key, addedAt: device.createdAt.toISOString(), lastUsedAt: device.lastAuthenticatedAt.toISOString(), trusted: standsForSecondFactor(pool, device),
    ...(device.name === null || device.name === 'unknown' ? {} : { name: device.name }), ...(device.lastAddress === null ? {} : { address: device.lastAddress }),
  })).sort((one, other) => other.lastUsedAt.localeCompare(one.lastUsedAt))
}
