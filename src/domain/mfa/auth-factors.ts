import type { PasskeyStore } from '#src/domain/passkeys/passkey.ts'
import { allowsFirstFactor } from '#src/domain/sign-in/first-factors.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { chosenFactors, impliedFactors, offeredSecondFactors, type SecondFactor } from './second-factors.ts'
import type { SoftwareTokenStore } from './software-token-store.ts'

/** What users prove themselves by, first or second (Cognito: AuthFactorType). */
export type AuthFactor = 'PASSWORD' | 'EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN' | 'SOFTWARE_TOKEN'

export type AuthFactorsDeps = { passkeys: Pick<PasskeyStore, 'passkeysOfUser'>; softwareTokens: Pick<SoftwareTokenStore, 'findSoftwareToken'> }

/** Every factor that the user has and the pool takes, whether as first or as second one (Cognito: GetUserAuthFactors). */
export const authFactors = async (deps: AuthFactorsDeps, { pool, user }: { pool: UserPool; user: User }): Promise<AuthFactor[]> => {
  const [passkeys, token] = await Promise.all([deps.passkeys.passkeysOfUser(user.id), deps.softwareTokens.findSoftwareToken(user.id)])
  const isSecond = (factor: SecondFactor): boolean => [...chosenFactors(pool, user), ...impliedFactors(pool, user)].includes(factor)
  const isProven = (attribute: 'email' | 'phone_number'): boolean => Boolean(user.attributes[attribute]) && user.attributes[`${attribute}_verified`] === 'true'
  const has: Record<AuthFactor, boolean> = {
    PASSWORD: user.credential !== null && allowsFirstFactor(pool, 'PASSWORD'),
    EMAIL_OTP: isSecond('EMAIL_OTP') || (allowsFirstFactor(pool, 'EMAIL_OTP') && isProven('email')),
    SMS_OTP: isSecond('SMS_MFA') || (allowsFirstFactor(pool, 'SMS_OTP') && isProven('phone_number')),
    WEB_AUTHN: passkeys.length > 0 && allowsFirstFactor(pool, 'WEB_AUTHN'),
    SOFTWARE_TOKEN: Boolean(token?.seed) && offeredSecondFactors(pool).includes('SOFTWARE_TOKEN_MFA'),
  }
  return (['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN', 'SOFTWARE_TOKEN'] as const).filter((factor) => has[factor])
}
