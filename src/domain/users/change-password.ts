import type { PasswordHasher } from '#src/crypto/password-hash.ts'
import { noteChange, type NoteChangeDeps } from '#src/domain/activity/note-change.ts'
import { recordUserEvent } from '#src/domain/activity/record-user-event.ts'
import type { AttemptStore } from '#src/domain/attempts/attempt-store.ts'
import { limitAttempt, type LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import { PASSWORD_TRIES } from '#src/domain/attempts/limits.ts'
import { incorrectCredentials } from '#src/domain/sign-in/sign-in-refusals.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { type PasswordHistoryDeps, requireLastingPassword, requireNewPassword } from './password-credential.ts'
import { storePassword, type StorePasswordDeps } from './store-password.ts'
import type { User } from './user.ts'

export type ChangePasswordDeps = NoteChangeDeps & LimitAttemptDeps & PasswordHistoryDeps & StorePasswordDeps & {
  attempts: AttemptStore
  passwordHasher: Pick<PasswordHasher, 'hash' | 'verify'>
}

export type ChangePasswordInput = {
  pool: UserPool
  /** The user behind the access token. */
  user: User
  /** Null only for a user without a password. */
  previousPassword: string | null
  proposedPassword: string
}

/**
 * A user replaces the password, knowing the present one; at most five tries an hour, counted before comparing (Cognito:
 * ChangePassword). Of racing calls with the same present password one wins. LimitExceeded, NotAuthorized, InvalidPassword,
 * PasswordHistoryPolicyViolation.
 */
export const changePassword = async (deps: ChangePasswordDeps, input: ChangePasswordInput): Promise<void> => {
  const { pool, user, previousPassword, proposedPassword } = input
  await requireLastingPassword(pool, proposedPassword)
  await limitAttempt(deps, 'change-password', user.id)
  if (user.credential && !(previousPassword !== null && await deps.passwordHasher.verify(user.credential.hash, previousPassword))) {
    recordUserEvent(deps, { user, type: 'PasswordChange', response: 'Fail' })
    throw incorrectCredentials()
  }
  await requireNewPassword(deps, pool, user, proposedPassword)
  await storePassword(deps, pool, user, proposedPassword, (current) => {
    if (current.credential?.hash !== user.credential?.hash) throw incorrectCredentials()
    return current
  })
  await deps.attempts.resetAttempts('change-password', user.id)
  await deps.attempts.resetAttempts(PASSWORD_TRIES.kind, user.id)
  await noteChange(deps, pool, user, { type: 'PasswordChange', notice: { kind: 'passwordChanged' }, undo: { what: 'nothing' } })
}
