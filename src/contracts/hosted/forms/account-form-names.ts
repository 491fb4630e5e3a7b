/** Forms of the account portal: posted to `/hosted/<form>` like the others, bound to the browser's session instead of a pending request. */
export const ACCOUNT_FORMS = [
  'account-profile',
  'account-contact',
  'account-contact-code',
  'account-contact-resend',
  'account-password',
  'account-authenticator-start',
  'account-authenticator',
  'account-factor',
  'account-passkey',
  'account-recovery-codes',
  'account-session',
  'account-other-sessions',
  'account-device',
  'account-app',
  'account-download',
  'account-delete',
] as const
export type AccountFormName = (typeof ACCOUNT_FORMS)[number]

/** Whether a form is the portal's. */
export const isAccountForm = (name: string): name is AccountFormName => (ACCOUNT_FORMS as readonly string[]).includes(name)
