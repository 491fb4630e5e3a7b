import { activeFactors } from '#src/domain/mfa/active-factors.ts'
import { secondFactorChallenge } from '#src/domain/sign-in/second-factor-challenge.ts'
import type { SignInProgress } from '#src/domain/sign-in/sign-in-progress.ts'
import type { Gate } from './gate.ts'

/**
 * Where the pool demands a second factor of everybody, or the user has switched one on, one factor alone does not get in, on no wire
 * (Cognito: MFA in user pools).
 */
export const secondFactor: Gate = (progress, _now, deps) => {
  const wanted = needsSecondFactor(progress)
  return wanted || progress.deviceKey !== null ? secondFactorChallenge(deps, progress, wanted) : null
}

/** Whether one factor is not enough for this user, and no second one is proven. */
export const needsSecondFactor = ({ pool, user, amr }: Pick<SignInProgress, 'pool' | 'user' | 'amr'>): boolean =>
  (pool.settings.MfaConfiguration === 'ON' || activeFactors(pool, user).length > 0) && !amr.includes('mfa')
