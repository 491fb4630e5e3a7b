import type { associateSoftwareToken } from '#src/domain/mfa/associate-software-token.ts'
import type { declineSecondFactor, secondFactorsToOffer } from '#src/domain/mfa/offer-second-factor.ts'
import type { associateBySession, verifyBySession } from '#src/domain/mfa/set-up-by-session.ts'
import type { setUserMfaPreference } from '#src/domain/mfa/set-user-mfa-preference.ts'
import type { verifySoftwareToken } from '#src/domain/mfa/verify-software-token.ts'
import type { disownChange } from '#src/domain/notices/disown-change.ts'
import type { findNotice } from '#src/domain/notices/find-notice.ts'
import type { describeRecoveryCodes } from '#src/domain/recovery-codes/describe-recovery-codes.ts'
import type { makeRecoveryCodes } from '#src/domain/recovery-codes/make-recovery-codes.ts'
import type { completeWebAuthnRegistration } from '#src/domain/passkeys/complete-web-authn-registration.ts'
import type { describePasskeys } from '#src/domain/passkeys/describe-passkeys.ts'
import type { declinePasskey, offersPasskey } from '#src/domain/passkeys/offer-passkey.ts'
import type { offersPasskeySignIn, startPasskeySignIn } from '#src/domain/passkeys/start-passkey-sign-in.ts'
import type { startWebAuthnRegistration } from '#src/domain/passkeys/start-web-authn-registration.ts'
import type { confirmForgotPassword } from '#src/domain/recovery/confirm-forgot-password.ts'
import type { forgotPassword } from '#src/domain/recovery/forgot-password.ts'
import type { answerChallenge } from '#src/domain/sign-in/answer-challenge.ts'
import type { chooseAnotherFactor } from '#src/domain/sign-in/choose-another-factor.ts'
import type { settleTry } from '#src/domain/sign-in/complete-sign-in.ts'
import type { describeCustomChallenge } from '#src/domain/sign-in/describe-custom-challenge.ts'
import type { offersCustomSignIn } from '#src/domain/sign-in/offers-custom-sign-in.ts'
import type { resendCode } from '#src/domain/sign-in/resend-code.ts'
import type { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import type { stepUp } from '#src/domain/sign-in/step-up.ts'
import type { acceptTerms } from '#src/domain/terms/accept-terms.ts'
import type { termsLeftToAccept } from '#src/domain/terms/terms-left-to-accept.ts'
import type { changeUnconfirmedAddress } from '#src/domain/sign-up/change-unconfirmed-address.ts'
import type { confirmByLink } from '#src/domain/sign-up/confirm-by-link.ts'
import type { confirmSignUp } from '#src/domain/sign-up/confirm-sign-up.ts'
import type { resendConfirmationCode } from '#src/domain/sign-up/resend-confirmation-code.ts'
import type { signInAfterSignUp } from '#src/domain/sign-up/sign-in-after-sign-up.ts'
import type { signUp } from '#src/domain/sign-up/sign-up.ts'

/** A domain operation with its dependencies given. */
export type Bound<F> = F extends (deps: never, input: infer Input) => infer Outcome ? (input: Input) => Outcome : never

/** The domain operations behind the forms; the AWS API calls the same ones. */
export type HostedOperations = {
  startSignIn: Bound<typeof startSignIn>
  stepUp: Bound<typeof stepUp>
  settleTry: Bound<typeof settleTry>
  answerChallenge: Bound<typeof answerChallenge>
  offersCustomSignIn: Bound<typeof offersCustomSignIn>
  describeCustomChallenge: Bound<typeof describeCustomChallenge>
  chooseAnotherFactor: Bound<typeof chooseAnotherFactor>
  resendCode: Bound<typeof resendCode>
  associateBySession: Bound<typeof associateBySession>
  verifyBySession: Bound<typeof verifyBySession>
  associateSoftwareToken: Bound<typeof associateSoftwareToken>
  verifySoftwareToken: Bound<typeof verifySoftwareToken>
  setUserMfaPreference: Bound<typeof setUserMfaPreference>
  describeRecoveryCodes: Bound<typeof describeRecoveryCodes>
  makeRecoveryCodes: Bound<typeof makeRecoveryCodes>
  secondFactorsToOffer: Bound<typeof secondFactorsToOffer>
  declineSecondFactor: Bound<typeof declineSecondFactor>
  offersPasskeySignIn: Bound<typeof offersPasskeySignIn>
  startPasskeySignIn: Bound<typeof startPasskeySignIn>
  describePasskeys: Bound<typeof describePasskeys>
  offersPasskey: Bound<typeof offersPasskey>
  declinePasskey: Bound<typeof declinePasskey>
  startWebAuthnRegistration: Bound<typeof startWebAuthnRegistration>
  completeWebAuthnRegistration: Bound<typeof completeWebAuthnRegistration>
  signUp: Bound<typeof signUp>
  acceptTerms: Bound<typeof acceptTerms>
  termsLeftToAccept: Bound<typeof termsLeftToAccept>
  confirmSignUp: Bound<typeof confirmSignUp>
  confirmByLink: Bound<typeof confirmByLink>
  signInAfterSignUp: Bound<typeof signInAfterSignUp>
  resendConfirmationCode: Bound<typeof resendConfirmationCode>
  changeUnconfirmedAddress: Bound<typeof changeUnconfirmedAddress>
  forgotPassword: Bound<typeof forgotPassword>
  confirmForgotPassword: Bound<typeof confirmForgotPassword>
  findNotice: Bound<typeof findNotice>
  disownChange: Bound<typeof disownChange>
}
