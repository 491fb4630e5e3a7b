import type { ChallengeName } from '#src/domain/sign-in/challenge.ts'
import type { ChallengeStrategy } from './challenge-strategy.ts'
import { customChallenge } from './custom-challenge.ts'
import { devicePasswordVerifier } from './device-password-verifier.ts'
import { deviceSrpAuth } from './device-srp-auth.ts'
import { emailOtp } from './email-otp.ts'
import { keepAccountChallenge } from './keep-account.ts'
import { messageMfa } from './message-mfa.ts'
import { mfaSetup } from './mfa-setup.ts'
import { newPasswordRequired } from './new-password-required.ts'
import { oneTimeCode } from './one-time-code.ts'
import { passwordChosen } from './password.ts'
import { passwordVerifier } from './password-srp.ts'
import { orRecoveryCode } from './recovery-code.ts'
import { passwordSrp, selectChallenge } from './select-challenge.ts'
import { selectMfaType } from './select-mfa-type.ts'
import { softwareTokenMfa } from './software-token-mfa.ts'
import { webAuthn } from './web-authn.ts'

/** Which factor judges which challenge. */
export const CHALLENGE_STRATEGIES: Partial<Record<ChallengeName, ChallengeStrategy>> = {
  CUSTOM_CHALLENGE: customChallenge,
  DEVICE_PASSWORD_VERIFIER: devicePasswordVerifier,
  DEVICE_SRP_AUTH: deviceSrpAuth,
  EMAIL_OTP: emailOtp,
  KEEP_ACCOUNT: keepAccountChallenge,
  MFA_SETUP: mfaSetup,
  NEW_PASSWORD_REQUIRED: newPasswordRequired,
  PASSWORD: passwordChosen,
  PASSWORD_SRP: passwordSrp,
  PASSWORD_VERIFIER: passwordVerifier,
  SELECT_CHALLENGE: selectChallenge,
  SELECT_MFA_TYPE: orRecoveryCode(selectMfaType),
  SMS_MFA: orRecoveryCode(messageMfa),
  SMS_OTP: oneTimeCode('SMS_OTP', 'sms'),
  SOFTWARE_TOKEN_MFA: orRecoveryCode(softwareTokenMfa),
  WEB_AUTHN: webAuthn,
}
