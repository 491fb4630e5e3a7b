import { activeFactors } from '#src/domain/mfa/active-factors.ts'
import { allowsPasswordless, autoVerified, signInNames } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'

/** What USER_AUTH lets a person choose from (Cognito: AvailableChallenges). */
export const FIRST_FACTORS = ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const
export type FirstFactor = (typeof FIRST_FACTORS)[number]

export const isFirstFactor = (name: string | undefined): name is FirstFactor => FIRST_FACTORS.some((factor) => factor === name)

/** What somebody could prove themselves by. */
type Means = { password: boolean; srp: boolean; email: boolean; phone: boolean; passkey: boolean; wantsSecond: boolean }

/**
 * The first factors of a user: passwords, and without them what the pool lets in alone, unless a second factor is wanted (Cognito:
 * passwordless sign-in and MFA). `passkey`: whether one would work here.
 */
export const firstFactorsOf = (pool: UserPool, user: User, passkey: boolean): FirstFactor[] => factorsBy(pool, {
  password: user.credential !== null, srp: Boolean(user.credential?.srp), email: hasProven(user, 'email'), phone: hasProven(user, 'phone_number'), passkey,
  wantsSecond: pool.settings.MfaConfiguration === 'ON' || activeFactors(pool, user).length > 0,
})

/**
 * The first factors of somebody unknown, by at least six bytes that hang on the name: whatever a user of the pool is offered, some who
 * are none are offered as well, so that no list tells that somebody is there.
 */
export const pretendedFactors = (pool: UserPool, looks: Uint8Array, passkey: boolean): FirstFactor[] => {
  const chance = (place: number, of256: number): boolean => (looks[place] ?? 0) < of256
  const seemsToHave = (attribute: 'email' | 'phone_number'): number => (autoVerified(pool).includes(attribute) || signInNames(pool).includes(attribute) ? 192 : 64)
  const { MfaConfiguration } = pool.settings
  return factorsBy(pool, {
    // Whoever is still to come from the pool's old system has a password there, and must be asked for it.
    password: !allowsPasswordless(pool) || pool.settings.LambdaConfig.UserMigration !== undefined || chance(0, 192), srp: chance(1, 224),
    email: chance(2, seemsToHave('email')), phone: chance(3, seemsToHave('phone_number')), passkey: passkey && chance(4, 128),
    wantsSecond: MfaConfiguration === 'ON' || (MfaConfiguration === 'OPTIONAL' && chance(5, 64)),
  })
}

/** The first factors that some user of the pool could have. */
export const firstFactorsOfPool = (pool: UserPool): FirstFactor[] =>
  factorsBy(pool, { password: true, srp: true, email: true, phone: true, passkey: true, wantsSecond: pool.settings.MfaConfiguration === 'ON' })

const factorsBy = (pool: UserPool, { password, srp, email, phone, passkey, wantsSecond }: Means): FirstFactor[] => {
  const passkeyIsTwo = pool.settings.WebAuthnConfiguration?.FactorConfiguration === 'MULTI_FACTOR_WITH_USER_VERIFICATION'
  const has: Record<FirstFactor, boolean> = {
    PASSWORD: password, PASSWORD_SRP: password && srp, EMAIL_OTP: !wantsSecond && email, SMS_OTP: !wantsSecond && phone,
    WEB_AUTHN: passkey && (!wantsSecond || passkeyIsTwo),
  }
  const factors = FIRST_FACTORS.filter((factor) => has[factor] && allowsFirstFactor(pool, factor))
  // Somebody with nothing to prove is asked for a password in vain, as somebody unknown is.
  return factors.length > 0 ? factors : ['PASSWORD', 'PASSWORD_SRP']
}

/** Whether the pool lets people in by this factor alone (Cognito: AllowedFirstAuthFactors; the cheapest tier knows passwords only). */
export const allowsFirstFactor = (pool: UserPool, factor: FirstFactor): boolean => allowedFactors(pool).has(factor === 'PASSWORD_SRP' ? 'PASSWORD' : factor)

const allowedFactors = ({ settings }: UserPool): ReadonlySet<string> =>
  new Set(settings.UserPoolTier === 'LITE' ? ['PASSWORD'] : settings.Policies.SignInPolicy.AllowedFirstAuthFactors)

const hasProven = (user: User, attribute: 'email' | 'phone_number'): boolean =>
  Boolean(user.attributes[attribute]) && user.attributes[`${attribute}_verified`] === 'true'
