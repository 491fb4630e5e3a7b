import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

export type Destination = { readonly medium: 'email' | 'sms'; /** Masked: `j***@e***`. */ readonly masked: string }

/** When the next code may be asked for; 0 means now. */
export type Resend = { readonly availableInSeconds: number }

/** Confirm a new account by the code that was sent, or wait until its link was opened or an operator has confirmed it. */
export type ConfirmView = {
  readonly screen: 'confirm'
  readonly frame: PageFrame
  /** `code` when absent. A link is opened elsewhere, an operator asks nobody: nothing is typed here then. */
  readonly by?: 'code' | 'link' | 'operator' | undefined
  readonly username: string
  /** Absent when nobody knows whether anything was sent (unknown users look the same). */
  readonly destination?: Destination | undefined
  readonly resend: Resend
  /** "Wrong address?": where the link leads, or the form it leads to. */
  readonly change?:
    | { readonly kind: 'link'; readonly href: string }
    | { readonly kind: 'form'; readonly medium: 'email' | 'sms'; readonly value: string; readonly cancelHref: string }
    | undefined
}

/** Opened from the link in a mail: opening it changes nothing, the button does. */
export type ConfirmLinkView = {
  readonly screen: 'confirm-link'
  readonly frame: PageFrame
  /** `ready` shows the button; `spent` (used, expired, or not ours) offers a way on. */
  readonly state: 'ready' | 'spent'
  readonly purpose: 'sign-up' | 'attribute'
  readonly account?: string | undefined
  /** Hidden inputs that carry the link: `client_id`, `user_name`, `confirmation_code`. */
  readonly link: { readonly clientId: string; readonly username: string; readonly code: string }
}
