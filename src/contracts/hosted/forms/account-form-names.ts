/** Forms of the account portal: posted to `/hosted/<form>` like the others, bound to the browser's session instead of a pending request. */
export const ACCOUNT_FORMS = ['account-profile'] as const
export type AccountFormName = (typeof ACCOUNT_FORMS)[number]
