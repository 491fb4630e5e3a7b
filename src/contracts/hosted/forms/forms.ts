import { z } from 'zod'
import { attributesField, checkbox, codeField, envelope, identifierField, passwordField } from './fields.ts'
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
} as const satisfies Record<FormName, z.ZodType>
