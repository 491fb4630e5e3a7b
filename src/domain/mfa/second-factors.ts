import { offeredMfaFactors } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { activeFactors } from './active-factors.ts'

/** Factors that a sign-in can ask for after the first one. A passkey is none: it comes first and may count as two. */
export const SECOND_FACTORS = ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] as const
export type SecondFactor = (typeof SECOND_FACTORS)[number]

/** Factors that are codes by message, and the contact each goes to. */
export const CONTACT_OF = { SMS_MFA: 'phone_number', EMAIL_OTP: 'email' } as const
export type MessageFactor = keyof typeof CONTACT_OF
const MESSAGE_FACTORS = ['SMS_MFA', 'EMAIL_OTP'] as const

type Owner = Pick<User, 'mfa' | 'attributes'>

/** What the pool offers after the first factor. */
export const offeredSecondFactors = (pool: UserPool): SecondFactor[] => SECOND_FACTORS.filter((factor) => offeredMfaFactors(pool).includes(factor))

/** Second factors that the user, or an operator for them, has switched on. */
export const chosenFactors = (pool: UserPool, user: Pick<User, 'mfa'>): SecondFactor[] => SECOND_FACTORS.filter((factor) => activeFactors(pool, user).includes(factor))

/** Codes that a pool which demands a second factor sends to users who have chosen none, to the contacts that it knows of them. */
export const impliedFactors = (pool: UserPool, user: Owner): MessageFactor[] => {
  if (pool.settings.MfaConfiguration !== 'ON' || activeFactors(pool, user).length > 0) return []
  return MESSAGE_FACTORS.filter((factor) => offeredSecondFactors(pool).includes(factor) && hasContactFor(user, factor))
}

export const hasContactFor = (user: Pick<User, 'attributes'>, factor: MessageFactor): boolean => Boolean(user.attributes[CONTACT_OF[factor]])

/**
 * Whether a contact must not carry a password reset too, since one mailbox or phone would then be both factors: it is a factor that
 * was chosen, or the only one there is (Cognito: MFA and account recovery).
 */
export const isFactorContact = (pool: UserPool, user: Owner, attribute: 'email' | 'phone_number'): boolean => {
  const isIts = (factor: SecondFactor): boolean => factor !== 'SOFTWARE_TOKEN_MFA' && CONTACT_OF[factor] === attribute
  const implied = impliedFactors(pool, user)
  return chosenFactors(pool, user).some(isIts) || (implied.length === 1 && implied.some(isIts))
}

/**
 * The preference of a user who has just recovered the account by one of two contacts that stood for factors: the other one is the
 * second factor from then on.
 */
export const preferenceAfterRecovery = (pool: UserPool, user: Owner, attribute: string): User['mfa'] => {
  const implied = impliedFactors(pool, user)
  if (implied.length < 2) return user.mfa
  return { enabled: implied.filter((factor) => CONTACT_OF[factor] !== attribute), preferred: null }
}
