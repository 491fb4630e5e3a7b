import { recordUserEvent } from '#src/domain/activity/record-user-event.ts'
import type { AttemptStore } from '#src/domain/attempts/attempt-store.ts'
import { PASSWORD_TRIES } from '#src/domain/attempts/limits.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from './change-user.ts'
import { type FindUserDeps, requireUser } from './find-user.ts'
import { type PasswordHistoryDeps, requireLastingPassword, requireNewPassword, requirePasswordPolicy } from './password-credential.ts'
import { storePassword, type StorePasswordDeps } from './store-password.ts'
import type { User } from './user.ts'

export type AdminSetUserPasswordDeps = ChangeUserDeps & FindUserDeps & PasswordHistoryDeps & StorePasswordDeps & { attempts: Pick<AttemptStore, 'resetAttempts'> }

/**
 * An operator sets a password: for good, which also confirms the account, or until the next sign-in; the lock-out ends
 * (Cognito: AdminSetUserPassword). UserNotFound, InvalidPassword, PasswordHistoryPolicyViolation.
 */
export const adminSetUserPassword = async (
  deps: AdminSetUserPasswordDeps, input: { pool: UserPool; username: string; password: string; permanent: boolean },
): Promise<void> => {
  const { pool, password, permanent } = input
  if (permanent) await requireLastingPassword(pool, password)
  else requirePasswordPolicy(pool, password)
  const found = await requireUser(deps, pool, input.username)
  await requireNewPassword(deps, pool, found, password)
  const withStatus = (user: User): User => ({ ...user, status: permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD' })
  // Leaving UNCONFIRMED may give the user their aliases: names are written with the status, before the password.
  const user = found.status === 'UNCONFIRMED' ? await changeUser(deps, pool, found, withStatus) : found
  await storePassword(deps, pool, user, password, withStatus, { temporary: !permanent })
  await deps.attempts.resetAttempts(PASSWORD_TRIES.kind, user.id)
  recordUserEvent(deps, { user, type: 'PasswordChange' })
}
