import type { AccountPageView } from './account-frame.ts'

/** Fresh recovery codes: shown this once. */
export type AccountRecoveryCodesView = AccountPageView<'account-recovery-codes'> & { readonly codes: readonly string[] }
