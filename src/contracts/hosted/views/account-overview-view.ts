import type { AccountPageView, AccountSection } from './account-frame.ts'

/** Something that would make the account safer or easier to get back into. */
export const ACCOUNT_ADVICE = ['verify-email', 'verify-phone', 'add-second-factor', 'add-passkey'] as const
export type AccountAdvice = (typeof ACCOUNT_ADVICE)[number]

/** Where everything is, and what is worth doing. */
export type AccountOverviewView = AccountPageView<'account'> & {
  readonly advice: readonly { readonly kind: AccountAdvice; readonly href: string }[]
  readonly parts: readonly { readonly section: Exclude<AccountSection, 'overview'>; readonly href: string }[]
}
