import { confirmForgotPassword } from '#src/domain/recovery/confirm-forgot-password.ts'
import { forgotPassword } from '#src/domain/recovery/forgot-password.ts'
import { answerChallenge } from '#src/domain/sign-in/answer-challenge.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { changeUnconfirmedAddress } from '#src/domain/sign-up/change-unconfirmed-address.ts'
import { confirmByLink } from '#src/domain/sign-up/confirm-by-link.ts'
import { confirmSignUp } from '#src/domain/sign-up/confirm-sign-up.ts'
import { resendConfirmationCode } from '#src/domain/sign-up/resend-confirmation-code.ts'
import { signInAfterSignUp } from '#src/domain/sign-up/sign-in-after-sign-up.ts'
import { signUp } from '#src/domain/sign-up/sign-up.ts'
import type { HostedOperations } from '#src/hosted/hosted-operations.ts'
import type { Domain } from './create-domain.ts'

/** The operations behind the hosted forms, with their dependencies given. */
export const bindHostedOperations = (domain: Domain): HostedOperations => ({
  startSignIn: (input) => startSignIn(domain, input),
  answerChallenge: (input) => answerChallenge(domain, input),
  signUp: (input) => signUp(domain, input),
  confirmSignUp: (input) => confirmSignUp(domain, input),
  confirmByLink: (input) => confirmByLink(domain, input),
  signInAfterSignUp: (input) => signInAfterSignUp(domain, input),
  resendConfirmationCode: (input) => resendConfirmationCode(domain, input),
  changeUnconfirmedAddress: (input) => changeUnconfirmedAddress(domain, input),
  forgotPassword: (input) => forgotPassword(domain, input),
  confirmForgotPassword: (input) => confirmForgotPassword(domain, input),
})
