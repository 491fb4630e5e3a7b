import { DomainError } from '#src/domain/domain-error.ts'
import { needsSecondFactor } from '#src/domain/sign-in/gates/second-factor.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'

/**
 * Whether a person who asks for recovery codes has a second factor that they could stand in for: whoever knows a password alone must not
 * lay codes by for the day when its owner switches one on. NotAuthorized.
 */
export const requireSecondFactor = (pool: UserPool, user: User): void => {
  if (!needsSecondFactor({ pool, user, amr: [] })) throw new DomainError('NotAuthorized', 'There is no second factor to recover.', { reason: 'no-second-factor' })
}
