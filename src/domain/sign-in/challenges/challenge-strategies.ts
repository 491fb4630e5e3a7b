import type { ChallengeName } from '#src/domain/sign-in/challenge.ts'
import type { ChallengeStrategy } from './challenge-strategy.ts'
import { customChallenge } from './custom-challenge.ts'
import { newPasswordRequired } from './new-password-required.ts'
import { oneTimeCode } from './one-time-code.ts'
import { passwordChosen } from './password.ts'
import { passwordVerifier } from './password-srp.ts'
import { passwordSrp, selectChallenge } from './select-challenge.ts'

/** Which factor judges which challenge. */
export const CHALLENGE_STRATEGIES: Partial<Record<ChallengeName, ChallengeStrategy>> = {
  CUSTOM_CHALLENGE: customChallenge,
  EMAIL_OTP: oneTimeCode('EMAIL_OTP', 'email_otp'),
  NEW_PASSWORD_REQUIRED: newPasswordRequired,
  PASSWORD: passwordChosen,
  PASSWORD_SRP: passwordSrp,
  PASSWORD_VERIFIER: passwordVerifier,
  SELECT_CHALLENGE: selectChallenge,
  SMS_OTP: oneTimeCode('SMS_OTP', 'sms'),
}
