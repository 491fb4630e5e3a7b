import { autoVerified } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { Attributes } from '#src/domain/users/user.ts'

/** Where a new account's code goes: the phone alone when both contacts are verified automatically; null when none is (Cognito: signing up and confirming user accounts). */
export const verificationContact = (pool: UserPool, attributes: Attributes): { attribute: 'email' | 'phone_number'; value: string } | null => {
  for (const attribute of ['phone_number', 'email'] as const) {
    const value = attributes[attribute]
    if (value && autoVerified(pool).includes(attribute)) return { attribute, value }
  }
  return null
}

/** Whether new accounts confirm an e-mail address by a link. */
export const confirmsByLink = (pool: UserPool): boolean => pool.settings.VerificationMessageTemplate.DefaultEmailOption === 'CONFIRM_WITH_LINK'
