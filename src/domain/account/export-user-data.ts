import type { UserEvent, UserEventStore } from '#src/domain/activity/user-event.ts'
import { recordUserEvent, type RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { Device, DeviceStore } from '#src/domain/devices/device-store.ts'
import type { GroupStore } from '#src/domain/groups/group.ts'
import type { SoftwareTokenStore } from '#src/domain/mfa/software-token-store.ts'
import type { Passkey, PasskeyStore } from '#src/domain/passkeys/passkey.ts'
import type { RecoveryCodeStore } from '#src/domain/recovery-codes/recovery-code-store.ts'
import { findSessions, type ListUserSessionsDeps } from '#src/domain/sessions/list-user-sessions.ts'
import type { TermsAcceptanceStore } from '#src/domain/terms/terms-acceptance.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'

export type ExportUserDataDeps = RecordUserEventDeps & ListUserSessionsDeps & {
  groups: Pick<GroupStore, 'groupsOfUser'>
  devices: Pick<DeviceStore, 'listDevices'>
  passkeys: Pick<PasskeyStore, 'passkeysOfUser'>
  softwareTokens: Pick<SoftwareTokenStore, 'findSoftwareToken'>
  recoveryCodes: Pick<RecoveryCodeStore, 'findRecoveryCodes'>
  userEvents: Pick<UserEventStore, 'add' | 'listUserEvents'>
  termsAcceptances: Pick<TermsAcceptanceStore, 'acceptancesOfUser'>
}

/** Everything that is stored about a person, as plain JSON without secrets (GDPR, articles 15 and 20). */
export type UserData = {
  format: 1
  exportedAt: string
  pool: { id: string; name: string }
  account: Record<string, unknown>
  attributes: Record<string, string>
  attributesWaitingForVerification: Record<string, string>
  linkedIdentities: unknown[]
  groups: string[]
  factors: Record<string, unknown>
  passkeys: Record<string, unknown>[]
  devices: Record<string, unknown>[]
  sessions: Record<string, unknown>[]
  agreements: Record<string, unknown>[]
  events: Record<string, unknown>[]
}

/** Enough for anybody who is no machine; beyond it the newest. */
const MOST_EVENTS = 10_000
const PAGE = 500

/** Gathers what is stored about a person, and records that it was downloaded. Developer-only attributes belong to the application and stay. */
export const exportUserData = async (deps: ExportUserDataDeps, { pool, user }: { pool: UserPool; user: User }): Promise<UserData> => {
  const [groups, devices, passkeys, token, recovery, sessions, events, agreements] = await Promise.all([
    deps.groups.groupsOfUser(user.id), allDevices(deps, user), deps.passkeys.passkeysOfUser(user.id), deps.softwareTokens.findSoftwareToken(user.id),
    deps.recoveryCodes.findRecoveryCodes(user.id), findSessions(deps, pool, user), allEvents(deps, user), deps.termsAcceptances.acceptancesOfUser(user.id),
  ])
  recordUserEvent(deps, { user, type: 'DataDownloaded' })
  return {
    format: 1,
    exportedAt: deps.clock.now().toISOString(),
    pool: { id: pool.id, name: pool.name },
    account: accountFacts(user),
    attributes: Object.fromEntries(Object.entries(user.attributes).filter(([name]) => !name.startsWith('dev:'))),
    attributesWaitingForVerification: user.pendingAttributes,
    linkedIdentities: user.identities,
    groups: groups.map(({ name }) => name),
    factors: {
      secondFactors: user.mfa.enabled,
      preferred: user.mfa.preferred,
      authenticator: token?.seed ? { name: token.friendlyName, registeredAt: iso(token.createdAt) } : null,
      recoveryCodes: recovery === null ? null : { left: recovery.hashes.length, madeAt: iso(recovery.madeAt) },
    },
    passkeys: passkeys.map(passkeyFacts),
    devices: devices.map(deviceFacts),
    sessions: [
      ...sessions.families.map((family) => ({
        kind: 'application', application: family.clientId, signedInAt: iso(family.authTime), lastUsedAt: iso(family.lastUsedAt), expiresAt: iso(family.expiresAt),
        scopes: family.scope.split(' '), address: family.lastAddress, userAgent: family.lastUserAgent,
      })),
      ...sessions.ssoSessions.map((session) => ({ kind: 'browser', applications: session.clientIds, signedInAt: iso(session.signedInAt), expiresAt: iso(session.expiresAt) })),
    ],
    agreements: agreements.map(({ name, clientId, version, link, acceptedAt }) => ({ document: name, application: clientId, version, link, acceptedAt: iso(acceptedAt) })),
    events: events.map(eventFacts),
  }
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

const accountFacts = (user: User): Record<string, unknown> => ({
  id: user.id, username: user.username, status: user.status, enabled: user.enabled, createdAt: iso(user.createdAt), updatedAt: iso(user.updatedAt),
  passwordSetAt: iso(user.credential?.setAt ?? null), signedOutEverywhereAt: iso(user.tokensValidFrom), deletionDueAt: iso(user.deletionDueAt),
})

const passkeyFacts = (passkey: Passkey): Record<string, unknown> => ({
  id: passkey.id, name: passkey.name, relyingParty: passkey.rpId, model: passkey.aaguid, attachment: passkey.attachment, transports: passkey.transports,
  backedUp: passkey.backedUp, publicKey: Buffer.from(passkey.publicKey).toString('base64url'), timesUsed: passkey.counter, createdAt: iso(passkey.createdAt), lastUsedAt: iso(passkey.lastUsedAt),
})

const deviceFacts = (device: Device): Record<string, unknown> => ({
  key: device.key, name: device.name, remembered: device.remembered, lastAddress: device.lastAddress,
  createdAt: iso(device.createdAt), updatedAt: iso(device.updatedAt), lastAuthenticatedAt: iso(device.lastAuthenticatedAt),
})

const eventFacts = (event: UserEvent): Record<string, unknown> => ({
  id: event.id, type: event.type, response: event.response, at: iso(event.createdAt), application: event.clientId, address: event.address, device: event.device,
  challenges: event.challenges, details: event.details,
})

const allDevices = async (deps: ExportUserDataDeps, user: User): Promise<Device[]> => {
  const all: Device[] = []
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<DeviceStore['listDevices']>> = await deps.devices.listDevices({ userId: user.id, after, limit: 60 })
    all.push(...page.devices)
    if (page.next === null) return all
    after = page.next
  }
}

const allEvents = async (deps: ExportUserDataDeps, user: User): Promise<UserEvent[]> => {
  const all: UserEvent[] = []
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<UserEventStore['listUserEvents']>> = await deps.userEvents.listUserEvents({ poolId: user.poolId, userId: user.id, after, limit: PAGE })
    all.push(...page.events)
    if (page.next === null || all.length >= MOST_EVENTS) return all
    after = page.next
  }
}
