import { isFactorContact } from '#src/domain/mfa/second-factors.ts'
import { recoveryChannels } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'

/**
 * The verified contact that a reset code goes to, by the pool's priorities; null when there is none. A contact that is also the
 * second factor does not count: one message must not give both (Cognito: account recovery setting).
 */
export const recoveryContact = (pool: UserPool, user: User): { attribute: 'email' | 'phone_number'; value: string } | null => {
  for (const attribute of recoveryChannels(pool)) {
    const value = user.attributes[attribute]
    if (value && user.attributes[`${attribute}_verified`] === 'true' && !isFactorContact(pool, user, attribute)) return { attribute, value }
  }
  return null
}
