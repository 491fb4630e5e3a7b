import { DomainError } from '#src/domain/domain-error.ts'
import { passwordResetRequired } from '#src/domain/sign-in/sign-in-refusals.ts'
import type { User } from '#src/domain/users/user.ts'
import type { Passkey } from './passkey.ts'

/** How many passkeys a user may have (Cognito: quotas). */
export const MOST_PASSKEYS = 20

/** Only a user in good standing looks after passkeys. PasswordResetRequired, UserNotConfirmed. */
export const requirePasskeyUser = ({ status }: User): void => {
  if (status === 'RESET_REQUIRED') throw passwordResetRequired()
  if (status === 'UNCONFIRMED') throw new DomainError('UserNotConfirmed', 'User is not confirmed.', { reason: 'user-not-confirmed' })
}

/** LimitExceeded when the user has as many as there may be; the store has the last word. */
export const requirePasskeyRoom = (passkeys: readonly Passkey[]): void => {
  if (passkeys.length >= MOST_PASSKEYS) throw new DomainError('LimitExceeded', `A user can have at most ${MOST_PASSKEYS} passkeys.`, { reason: 'passkey-limit' })
}
