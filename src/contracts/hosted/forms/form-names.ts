/** Every form of the hosted pages: posted to `/hosted/<form>`, url-encoded, answered by 303. */
export const FORMS = [
  'sign-in',
  'choose-account',
  'sign-up',
  'confirm-sign-up',
  'resend-code',
  'change-contact',
  'confirm-link',
  'forgot-password',
  'reset-password',
  'new-password',
] as const
export type FormName = (typeof FORMS)[number]

/** Where a form is posted to; the same on the base address and on a pool's own domain. */
export const formAction = (form: FormName): string => `/hosted/${form}`
