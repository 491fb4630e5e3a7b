import { recordUserEvent, type RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { User } from '#src/domain/users/user.ts'
import type { AccountDeletionStore } from './account-deletion-store.ts'

export type KeepAccountDeps = RecordUserEventDeps & { accountDeletions: Pick<AccountDeletionStore, 'withdrawDeletion'> }

/** Withdraws the deletion that the person asked for. Returns the user, kept; nothing happens when none is asked for. */
export const keepAccount = async (deps: KeepAccountDeps, user: User): Promise<User> => {
  if (await deps.accountDeletions.withdrawDeletion(user.poolId, user.id)) recordUserEvent(deps, { user, type: 'DeletionWithdrawn' })
  return { ...user, deletionDueAt: null }
}
