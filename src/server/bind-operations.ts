import { associateSoftwareToken } from '#src/domain/mfa/associate-software-token.ts'
import { declineSecondFactor, secondFactorsToOffer } from '#src/domain/mfa/offer-second-factor.ts'
import { associateBySession, verifyBySession } from '#src/domain/mfa/set-up-by-session.ts'
import { setUserMfaPreference } from '#src/domain/mfa/set-user-mfa-preference.ts'
import { verifySoftwareToken } from '#src/domain/mfa/verify-software-token.ts'
import { disownChange } from '#src/domain/notices/disown-change.ts'
import { findNotice } from '#src/domain/notices/find-notice.ts'
import { describeRecoveryCodes } from '#src/domain/recovery-codes/describe-recovery-codes.ts'
import { makeRecoveryCodes } from '#src/domain/recovery-codes/make-recovery-codes.ts'
import { completeWebAuthnRegistration } from '#src/domain/passkeys/complete-web-authn-registration.ts'
import { describePasskeys } from '#src/domain/passkeys/describe-passkeys.ts'
import { declinePasskey, offersPasskey } from '#src/domain/passkeys/offer-passkey.ts'
import { offersPasskeySignIn, startPasskeySignIn } from '#src/domain/passkeys/start-passkey-sign-in.ts'
import { startWebAuthnRegistration } from '#src/domain/passkeys/start-web-authn-registration.ts'
import { confirmForgotPassword } from '#src/domain/recovery/confirm-forgot-password.ts'
import { forgotPassword } from '#src/domain/recovery/forgot-password.ts'
import { answerChallenge } from '#src/domain/sign-in/answer-challenge.ts'
import { chooseAnotherFactor } from '#src/domain/sign-in/choose-another-factor.ts'
import { settleTry } from '#src/domain/sign-in/complete-sign-in.ts'
import { describeCustomChallenge } from '#src/domain/sign-in/describe-custom-challenge.ts'
import { offersCustomSignIn } from '#src/domain/sign-in/offers-custom-sign-in.ts'
import { resendCode } from '#src/domain/sign-in/resend-code.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { stepUp } from '#src/domain/sign-in/step-up.ts'
import { changeUnconfirmedAddress } from '#src/domain/sign-up/change-unconfirmed-address.ts'
import { confirmByLink } from '#src/domain/sign-up/confirm-by-link.ts'
import { confirmSignUp } from '#src/domain/sign-up/confirm-sign-up.ts'
import { resendConfirmationCode } from '#src/domain/sign-up/resend-confirmation-code.ts'
import { signInAfterSignUp } from '#src/domain/sign-up/sign-in-after-sign-up.ts'
import { signUp } from '#src/domain/sign-up/sign-up.ts'
import { acceptTerms } from '#src/domain/terms/accept-terms.ts'
import { termsLeftToAccept } from '#src/domain/terms/terms-left-to-accept.ts'
import type { HostedOperations } from '#src/hosted/hosted-operations.ts'
import type { Domain } from './create-domain.ts'

/** The operations behind the hosted forms, with their dependencies given. */
export const bindHostedOperations = (domain: Domain): HostedOperations => ({
  startSignIn: (input) => startSignIn(domain, input),
  stepUp: (input) => stepUp(domain, input),
  settleTry: (input) => settleTry(domain, input),
  answerChallenge: (input) => answerChallenge(domain, input),
  offersCustomSignIn: (input) => offersCustomSignIn(domain, input),
  describeCustomChallenge: (input) => describeCustomChallenge(domain, input),
  chooseAnotherFactor: (input) => chooseAnotherFactor(domain, input),
  resendCode: (input) => resendCode(domain, input),
  associateBySession: (input) => associateBySession(domain, input),
  verifyBySession: (input) => verifyBySession(domain, input),
  associateSoftwareToken: (input) => associateSoftwareToken(domain, input),
  verifySoftwareToken: (input) => verifySoftwareToken(domain, input),
  setUserMfaPreference: (input) => setUserMfaPreference(domain, input),
  describeRecoveryCodes: (input) => describeRecoveryCodes(domain, input),
  makeRecoveryCodes: (input) => makeRecoveryCodes(domain, input),
  secondFactorsToOffer: (input) => secondFactorsToOffer(domain, input),
  declineSecondFactor: (input) => declineSecondFactor(domain, input),
  offersPasskeySignIn: (input) => offersPasskeySignIn(domain, input),
  startPasskeySignIn: (input) => startPasskeySignIn(domain, input),
  describePasskeys: (input) => describePasskeys(domain, input),
  offersPasskey: (input) => offersPasskey(domain, input),
  declinePasskey: (input) => declinePasskey(domain, input),
  startWebAuthnRegistration: (input) => startWebAuthnRegistration(domain, input),
  completeWebAuthnRegistration: (input) => completeWebAuthnRegistration(domain, input),
  signUp: (input) => signUp(domain, input),
  acceptTerms: (input) => acceptTerms(domain, input),
  termsLeftToAccept: (input) => termsLeftToAccept(domain, input),
  confirmSignUp: (input) => confirmSignUp(domain, input),
  confirmByLink: (input) => confirmByLink(domain, input),
  signInAfterSignUp: (input) => signInAfterSignUp(domain, input),
  resendConfirmationCode: (input) => resendConfirmationCode(domain, input),
  changeUnconfirmedAddress: (input) => changeUnconfirmedAddress(domain, input),
  forgotPassword: (input) => forgotPassword(domain, input),
  confirmForgotPassword: (input) => confirmForgotPassword(domain, input),
  findNotice: (input) => findNotice(domain, input),
  disownChange: (input) => disownChange(domain, input),
})
