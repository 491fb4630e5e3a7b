import { activeFactors } from '#src/domain/mfa/active-factors.ts'
import { autoVerified, signInNames } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'

/** What USER_AUTH lets a person choose from (Cognito: AvailableChallenges). */
export const FIRST_FACTORS = ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const
export type FirstFactor = (typeof FIRST_FACTORS)[number]

export const isFirstFactor = (name: string | undefined): name is FirstFactor => FIRST_FACTORS.some((factor) => factor === name)

/**
 * The first factors of a user, or of somebody unknown as the pool suggests: passwords, and without them what the pool lets in alone,
 * unless a second factor is wanted (Cognito: passwordless sign-in and MFA). `hasPasskey`: whether a passkey would work here.
 */
export const firstFactorsOf = (pool: UserPool, user: User | null, hasPasskey: boolean): FirstFactor[] => {
  const allowed = allowedFactors(pool)
  const wantsSecond = pool.settings.MfaConfiguration === 'ON' || (user !== null && activeFactors(pool, user).length > 0)
  const passkeyIsTwo = pool.settings.WebAuthnConfiguration?.FactorConfiguration === 'MULTI_FACTOR_WITH_USER_VERIFICATION'
  const has: Record<FirstFactor, boolean> = {
    PASSWORD: user === null || user.credential !== null,
    PASSWORD_SRP: user === null || Boolean(user.credential?.srp),
    EMAIL_OTP: !wantsSecond && hasContact(pool, user, 'email'),
    SMS_OTP: !wantsSecond && hasContact(pool, user, 'phone_number'),
    WEB_AUTHN: hasPasskey && (!wantsSecond || passkeyIsTwo),
  }
  const factors = FIRST_FACTORS.filter((factor) => has[factor] && allowed.has(factor === 'PASSWORD_SRP' ? 'PASSWORD' : factor))
  // Somebody with nothing to prove is asked for a password in vain, as somebody unknown is.
  return factors.length > 0 ? factors : ['PASSWORD', 'PASSWORD_SRP']
}

/** Whether the pool lets people in by this factor alone (Cognito: AllowedFirstAuthFactors; the cheapest tier knows passwords only). */
export const allowsFirstFactor = (pool: UserPool, factor: FirstFactor): boolean => allowedFactors(pool).has(factor === 'PASSWORD_SRP' ? 'PASSWORD' : factor)

const allowedFactors = ({ settings }: UserPool): ReadonlySet<string> =>
  new Set(settings.UserPoolTier === 'LITE' ? ['PASSWORD'] : settings.Policies.SignInPolicy.AllowedFirstAuthFactors)

const hasContact = (pool: UserPool, user: User | null, attribute: 'email' | 'phone_number'): boolean =>
  user === null
    ? autoVerified(pool).includes(attribute) || signInNames(pool).includes(attribute)
    : Boolean(user.attributes[attribute]) && user.attributes[`${attribute}_verified`] === 'true'
