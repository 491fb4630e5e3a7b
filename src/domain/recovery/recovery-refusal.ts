import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { recoveryContact } from './recovery-contact.ts'

/** Why this user is sent no reset code, or null. */
export const recoveryRefusal = (pool: UserPool, user: User): DomainError | null => {
  if (!user.enabled) return new DomainError('NotAuthorized', 'User is disabled.', { reason: 'user-disabled' })
  if (user.status === 'FORCE_CHANGE_PASSWORD' || user.status === 'EXTERNAL_PROVIDER') {
    return new DomainError('NotAuthorized', 'User password cannot be reset in the current state.', { reason: 'user-state' })
  }
  if (user.status === 'UNCONFIRMED' || recoveryContact(pool, user) === null) {
    return new DomainError('InvalidParameter', 'Cannot reset password for the user as there is no registered/verified email or phone_number', { reason: 'no-contact' })
  }
  return null
}
