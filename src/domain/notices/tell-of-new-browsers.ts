import type { UserEvent, UserEventStore } from '#src/domain/activity/user-event.ts'
import { ACCOUNT_PATH } from '#src/domain/app-clients/account-client.ts'
import { takeOverNotification } from '#src/domain/triggers/take-over-notification.ts'
import type { TriggerDeps } from '#src/domain/triggers/trigger-context.ts'
import { hasAccountPortal } from '#src/domain/user-pools/account-portal.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import { sendNotice, type SendNoticeDeps } from './send-notice.ts'

export type TellOfNewBrowsersDeps = SendNoticeDeps & TriggerDeps & {
  userEvents: Pick<UserEventStore, 'unfamiliarSignIns'>
  userPools: Pick<UserPoolStore, 'findPool'>
  users: Pick<UserStore, 'findUserById'>
}

/**
 * Tells people of sign-ins in a browser that the pages do not know, unless they have signed in on such a device from that address before.
 * For events that are written already, so that no sign-in waits for it. Where the pool has threat protection and sends its mails itself,
 * its function tells them.
 */
export const tellOfNewBrowsers = async (deps: TellOfNewBrowsersDeps, events: readonly UserEvent[]): Promise<void> => {
  const suspects = new Map(events.filter(({ type, response, details }) => type === 'SignIn' && response === 'Pass' && details['browser'] === 'new').map((event) => [event.id, event]))
  if (suspects.size === 0) return
  for (const id of await deps.userEvents.unfamiliarSignIns([...suspects.keys()])) {
    const event = suspects.get(id)
    if (event !== undefined) await tell(deps, event)
  }
}

const tell = async (deps: TellOfNewBrowsersDeps, signIn: UserEvent): Promise<void> => {
  const { poolId, userId, clientId, address, device, createdAt } = signIn
  const [pool, user] = await Promise.all([deps.userPools.findPool(poolId), deps.users.findUserById(poolId, userId)])
  if (pool === null || user === null) return
  const origin = { wire: 'hosted', address, userAgent: null, clientId, language: null } as const
  await sendNotice(deps, {
    pool, user, notice: { kind: 'newBrowser' }, undo: { what: 'nothing' }, origin, facts: { at: createdAt, device },
    handedTo: async (notMeLink) => takeOverNotification(deps, { pool, user, signIn, notMeLink, accountLink: await accountLink(deps, pool) }),
  })
}

const accountLink = async (deps: TellOfNewBrowsersDeps, pool: UserPool): Promise<string | null> =>
  hasAccountPortal(pool) ? `${await deps.addresses.hostedBaseUrl(pool.id)}${ACCOUNT_PATH}/activity` : null
