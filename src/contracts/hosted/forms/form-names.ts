import type { AccountFormName } from './account-form-names.ts'

/** Every form of the hosted pages: posted to `/hosted/<form>`, url-encoded, answered by 303. */
export const FORMS = [
  'sign-in',
  'choose-account',
  'identify',
  'choose-method',
  'sign-in-code',
  'sign-in-code-resend',
  'custom-sign-in',
  'custom-challenge',
  'use-passkey',
  'passkey-sign-in',
  'passkey-add',
  'passkey-not-now',
  'sign-up',
  'accept-terms',
  'decline-terms',
  'confirm-sign-up',
  'resend-code',
  'change-contact',
  'confirm-link',
  'forgot-password',
  'reset-password',
  'new-password',
  'mfa-code',
  'mfa-choose',
  'mfa-another',
  'mfa-resend',
  'mfa-set-up',
  'mfa-app',
  'mfa-contact',
  'mfa-not-now',
  'recovery-code',
  'new-recovery-codes',
  'recovery-codes-kept',
  'not-me',
  'keep-account',
] as const
export type FormName = (typeof FORMS)[number]

/** Where a form is posted to: below `/<poolId>` on the base address, at the root of a pool's own domain (`basePath` empty). */
export const formAction = (basePath: string, form: FormName | AccountFormName): string => `${basePath}/hosted/${form}`
