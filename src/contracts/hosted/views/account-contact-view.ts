import type { AccountPageView } from './account-frame.ts'
import type { Resend } from './confirm-view.ts'

/** An e-mail address or phone number: changed, or proven by a code. The old one counts until the new one is proven. */
export type AccountContactView = AccountPageView<'account-contact'> & {
  readonly attribute: 'email' | 'phone_number'
  readonly value?: string | undefined
  readonly verified: boolean
  /** What a code is to prove: the new one, or the present one that nobody has proven. */
  readonly proof?: { readonly value: string; /** Whether a code is on its way. */ readonly sent: boolean; readonly resend: Resend } | undefined
  /** Whether the new one still waits, so that the old one can be kept instead. */
  readonly waiting: boolean
  /** The input for another one; absent where only an operator changes it. */
  readonly change?: { readonly value: string } | undefined
}
