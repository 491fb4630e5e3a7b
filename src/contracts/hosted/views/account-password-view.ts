import type { PasswordPolicy } from '#src/contracts/password-policy.ts'
import type { AccountPageView } from './account-frame.ts'

/** A new password; the present one is asked for where there is one. */
export type AccountPasswordView = AccountPageView<'account-password'> & {
  readonly username: string
  readonly hasPassword: boolean
  readonly passwordPolicy: PasswordPolicy
  /** Offer to end the other sessions in the same step. */
  readonly endOthers: { readonly checked: boolean }
}
