import { days } from '#src/contracts/duration.ts'
import { noteChange, type NoteChangeDeps } from '#src/domain/activity/note-change.ts'
import { sendNotice } from '#src/domain/notices/send-notice.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { deleteUser, type DeleteUserDeps } from '#src/domain/users/delete-user.ts'
import { userNotFound } from '#src/domain/users/find-user.ts'
import type { User } from '#src/domain/users/user.ts'
import type { AccountDeletionStore } from './account-deletion-store.ts'

export type AskAccountDeletionDeps = NoteChangeDeps & DeleteUserDeps & {
  accountDeletions: Pick<AccountDeletionStore, 'askDeletion'>
  tokens: Pick<TokenStore, 'revokeUser'>
}

/**
 * A person wants the account gone. After the pool's days of grace it is deleted, as DeleteUser does; until then a sign-in on the pages can
 * keep it. Without such days it goes at once. Either way the person is signed out everywhere, on every wire. Asking again does not put
 * the moment off. Returns it, or null when the account is gone.
 */
export const askAccountDeletion = async (deps: AskAccountDeletionDeps, { pool, user }: { pool: UserPool; user: User }): Promise<Date | null> => {
  const grace = deletionGrace(pool)
  if (grace === 0) {
    await deleteUser(deps, { pool, user })
    await sendNotice(deps, { pool, user, notice: { kind: 'accountDeletion', dueAt: null }, undo: null })
    return null
  }
  const now = deps.clock.now()
  const dueAt = await deps.accountDeletions.askDeletion(pool.id, user.id, new Date(now.getTime() + grace))
  if (dueAt === null) throw userNotFound()
  await deps.tokens.revokeUser(pool.id, user.id, now)
  await noteChange(deps, pool, user, { type: 'DeletionAsked', details: { due: dueAt.toISOString() }, notice: { kind: 'accountDeletion', dueAt }, undo: { what: 'deletion' } })
  return dueAt
}

/** How long an account can still be kept, in milliseconds. */
export const deletionGrace = ({ settings }: Pick<UserPool, 'settings'>): number => days(settings.Poolhouse.accountDeletionDays)
