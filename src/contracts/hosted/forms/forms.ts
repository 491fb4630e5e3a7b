import { z } from 'zod'
import { attributesField, checkbox, codeField, envelope, identifierField, nameField, passwordField } from './fields.ts'
import { SECOND_FACTOR_KINDS } from '#src/contracts/hosted/views/mfa-view.ts'
import type { FormName } from './form-names.ts'

export const signInForm = z.object({ ...envelope, username: identifierField, password: passwordField, keep: checkbox })

export const chooseAccountForm = z.object({ ...envelope, account: z.string('required').min(1, 'required').max(256, 'too_long') })

/** `username` is absent in pools whose user name is an attribute. */
export const signUpForm = z.object({
  ...envelope, username: identifierField.optional(), password: passwordField.optional(), attributes: attributesField,
})

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
export const mfaCodeForm = z.object({ ...envelope, code: codeField })

/** Which of the second factors to use. */
export const mfaChooseForm = z.object({ ...envelope, factor: z.enum(SECOND_FACTOR_KINDS, 'choice') })

/** "Try another way", and "Send a new one": the sign-in knows which. */
export const mfaAnotherForm = z.object(envelope)
export const mfaResendForm = z.object(envelope)

/** Begins to set up a factor, or switches one on that needs nothing more. */
export const mfaSetUpForm = z.object({ ...envelope, factor: z.enum(SECOND_FACTOR_KINDS, 'choice') })

/** The first code of an authenticator, and what to call it. */
export const mfaAppForm = z.object({ ...envelope, code: codeField, device_name: nameField })

/** An address for codes. */
export const mfaEmailForm = z.object({ ...envelope, email: identifierField })

/** Puts the offer of a second factor off. */
export const mfaNotNowForm = z.object(envelope)

/** Every form's schema by its name. */
export const FORM_SCHEMAS = {
  'sign-in': signInForm,
  'choose-account': chooseAccountForm,
  'sign-up': signUpForm,
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
  'mfa-email': mfaEmailForm,
  'mfa-not-now': mfaNotNowForm,
} as const satisfies Record<FormName, z.ZodType>
