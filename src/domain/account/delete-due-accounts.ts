import type { RequestOrigin } from '#src/domain/activity/request-origin.ts'
import { sendNotice, type SendNoticeDeps } from '#src/domain/notices/send-notice.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { AccountDeletionStore } from './account-deletion-store.ts'

export type DeleteDueAccountsDeps = SendNoticeDeps & {
  accountDeletions: Pick<AccountDeletionStore, 'dueDeletions' | 'deleteIfDue'>
  users: Pick<UserStore, 'findUserById'>
  userPools: Pick<UserPoolStore, 'findPool'>
}

const AT_ONCE = 50

/** It was asked for on the pages. */
const ORIGIN: RequestOrigin = { wire: 'hosted', address: null, userAgent: null, clientId: null, language: null }

/**
 * Deletes the accounts whose days of grace are over, and tells their people; returns how many. Several instances may do so at once, and
 * any number of times: each account goes once, unless its person was first to keep it.
 */
export const deleteDueAccounts = async (deps: DeleteDueAccountsDeps, stopping: () => boolean = () => false): Promise<number> => {
  let deleted = 0
  for (;;) {
    const due = await deps.accountDeletions.dueDeletions(deps.clock.now(), AT_ONCE)
    for (const { poolId, id } of due) {
      if (stopping()) return deleted
      if (await deleteAccount(deps, poolId, id)) deleted += 1
    }
    if (due.length < AT_ONCE) return deleted
  }
}

const deleteAccount = async (deps: DeleteDueAccountsDeps, poolId: string, userId: string): Promise<boolean> => {
  const [pool, user] = await Promise.all([deps.userPools.findPool(poolId), deps.users.findUserById(poolId, userId)])
  if (!(await deps.accountDeletions.deleteIfDue(poolId, userId, deps.clock.now()))) return false
  if (pool !== null && user !== null) await sendNotice(deps, { pool, user, notice: { kind: 'accountDeletion', dueAt: null }, undo: null, origin: ORIGIN })
  return true
}
