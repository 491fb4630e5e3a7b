import { z } from 'zod'
import { agreement, answerField, attributesField, checkbox, codeField, credentialField, envelope, givenPasswordField, identifierField, nameField, passwordField, recoveryCodeField } from './fields.ts'
import { SIGN_IN_METHODS } from '#src/contracts/hosted/views/first-factor-view.ts'
import { SECOND_FACTOR_KINDS } from '#src/contracts/hosted/views/mfa-view.ts'
import type { FormName } from './form-names.ts'

export const signInForm = z.object({ ...envelope, username: identifierField, password: passwordField, keep: checkbox, passkeys: checkbox })

/** Who signs in, where how comes after it; a password manager may have filled in the password already. */
export const identifyForm = z.object({ ...envelope, username: identifierField, password: givenPasswordField, keep: checkbox, passkeys: checkbox })

/** How to sign in; the password is looked at for PASSWORD alone. */
export const chooseMethodForm = z.object({ ...envelope, method: z.enum(SIGN_IN_METHODS, 'choice'), password: givenPasswordField, passkeys: checkbox })

/** The code that signs in by itself, and another one in its place. */
export const signInCodeForm = z.object({ ...envelope, code: codeField })
export const signInCodeResendForm = z.object(envelope)

/** Who signs in by what the pool's functions ask; a password that stands beside is not looked at. */
export const customSignInForm = z.object({ ...envelope, username: identifierField, keep: checkbox, passkeys: checkbox })

/** The answer to one round of it. */
export const customChallengeForm = z.object({ ...envelope, round: z.string('required').min(1, 'required').max(64, 'too_long'), answer: answerField })

/** AuthenticationResponseJSON of a passkey: asked for of somebody, or by nobody yet (`session` names the challenge then). */
export const usePasskeyForm = z.object({ ...envelope, credential: credentialField })
export const passkeySignInForm = z.object({ ...envelope, credential: credentialField, session: z.string('required').min(1, 'required').max(128, 'too_long'), keep: checkbox })

/** RegistrationResponseJSON of a new passkey. Without a pending request it belongs to the browser's session. */
export const passkeyAddForm = z.object({ ...envelope, credential: credentialField })

/** Puts the offer of a passkey off. */
export const passkeyNotNowForm = z.object(envelope)

export const chooseAccountForm = z.object({ ...envelope, account: z.string('required').min(1, 'required').max(256, 'too_long') })

/** `username` is absent in pools whose user name is an attribute. */
export const signUpForm = z.object({
  ...envelope, username: identifierField.optional(), password: passwordField.optional(), attributes: attributesField, ...agreement,
})

export const acceptTermsForm = z.object({ ...envelope, ...agreement })
export const declineTermsForm = z.object(envelope)

export const confirmSignUpForm = z.object({ ...envelope, username: identifierField, code: codeField })

export const resendCodeForm = z.object({ ...envelope, username: identifierField, purpose: z.enum(['sign-up', 'reset-password'], 'invalid') })

/** "Wrong address?": the account's new e-mail address or phone number, before it is confirmed. */
export const changeContactForm = z.object({
  ...envelope, username: identifierField, medium: z.enum(['email', 'sms'], 'invalid'), contact: identifierField,
})

/** The link's own parameters, posted by the button. Names as in Cognito's confirmation links. */
export const confirmLinkForm = z.object({
  ...envelope, client_id: z.string('required').max(128, 'too_long'), user_name: identifierField,
  confirmation_code: z.string('required').min(1, 'required').max(2048, 'too_long'),
})

export const forgotPasswordForm = z.object({ ...envelope, username: identifierField })

export const resetPasswordForm = z.object({
  ...envelope, username: identifierField, code: codeField, password: passwordField, end_sessions: checkbox,
})

/** Answers NEW_PASSWORD_REQUIRED; the user is the one of the pending attempt. */
export const newPasswordForm = z.object({ ...envelope, password: passwordField, attributes: attributesField })

/** The code of the second factor that is asked for. */
export const mfaCodeForm = z.object({ ...envelope, code: codeField, remember: checkbox })

/** Which of the second factors to use. */
export const mfaChooseForm = z.object({ ...envelope, factor: z.enum(SECOND_FACTOR_KINDS, 'choice') })

/** "Try another way", and "Send a new one": the sign-in knows which. */
export const mfaAnotherForm = z.object(envelope)
export const mfaResendForm = z.object(envelope)

/** Begins to set up a factor, or switches one on that needs nothing more. */
export const mfaSetUpForm = z.object({ ...envelope, factor: z.enum(SECOND_FACTOR_KINDS, 'choice') })

/** The first code of an authenticator, and what to call it. */
export const mfaAppForm = z.object({ ...envelope, code: codeField, device_name: nameField })

/** An address or number for codes. */
export const mfaContactForm = z.object({ ...envelope, medium: z.enum(['email', 'sms'], 'invalid'), contact: identifierField })

/** Puts the offer of a second factor off. */
export const mfaNotNowForm = z.object(envelope)

/** A recovery code in place of the second factor. */
export const recoveryCodeForm = z.object({ ...envelope, recovery_code: recoveryCodeField, remember: checkbox })

/** Makes new recovery codes, and goes on when they are kept somewhere. */
export const newRecoveryCodesForm = z.object(envelope)
export const recoveryCodesKeptForm = z.object(envelope)

/** "This was not me": the link of a security notice. */
export const notMeForm = z.object({ ...envelope, link: z.string('required').min(1, 'required').max(128, 'too_long') })

/** Keeps an account that waits to be deleted. */
export const keepAccountForm = z.object(envelope)

/** Every form's schema by its name. */
export const FORM_SCHEMAS = {
  'sign-in': signInForm,
  'choose-account': chooseAccountForm,
  identify: identifyForm,
  'choose-method': chooseMethodForm,
  'sign-in-code': signInCodeForm,
  'sign-in-code-resend': signInCodeResendForm,
  'custom-sign-in': customSignInForm,
  'custom-challenge': customChallengeForm,
  'use-passkey': usePasskeyForm,
  'passkey-sign-in': passkeySignInForm,
  'passkey-add': passkeyAddForm,
  'passkey-not-now': passkeyNotNowForm,
  'sign-up': signUpForm,
  'accept-terms': acceptTermsForm,
  'decline-terms': declineTermsForm,
  'confirm-sign-up': confirmSignUpForm,
  'resend-code': resendCodeForm,
  'change-contact': changeContactForm,
  'confirm-link': confirmLinkForm,
  'forgot-password': forgotPasswordForm,
  'reset-password': resetPasswordForm,
  'new-password': newPasswordForm,
  'mfa-code': mfaCodeForm,
  'mfa-choose': mfaChooseForm,
  'mfa-another': mfaAnotherForm,
  'mfa-resend': mfaResendForm,
  'mfa-set-up': mfaSetUpForm,
  'mfa-app': mfaAppForm,
  'mfa-contact': mfaContactForm,
  'mfa-not-now': mfaNotNowForm,
  'recovery-code': recoveryCodeForm,
  'new-recovery-codes': newRecoveryCodesForm,
  'recovery-codes-kept': recoveryCodesKeptForm,
  'not-me': notMeForm,
  'keep-account': keepAccountForm,
} as const satisfies Record<FormName, z.ZodType>
