import { activeFactors } from '#src/domain/mfa/active-factors.ts'
import { recoveryChannels } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'

const FACTOR_OF = { email: 'EMAIL_OTP', phone_number: 'SMS_MFA' } as const

/**
 * The verified contact that a reset code goes to, by the pool's priorities; null when there is none. A contact that is also the
 * second factor does not count: one message must not give both (Cognito: account recovery setting).
 */
export const recoveryContact = (pool: UserPool, user: User): { attribute: 'email' | 'phone_number'; value: string } | null => {
  const factors = activeFactors(pool, user)
  for (const attribute of recoveryChannels(pool)) {
    const value = user.attributes[attribute]
    if (value && user.attributes[`${attribute}_verified`] === 'true' && !factors.includes(FACTOR_OF[attribute])) return { attribute, value }
  }
  return null
}
