import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { Destination, Resend } from './confirm-view.ts'

/** Second factors that are asked for on a page. */
export const SECOND_FACTOR_KINDS = ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'] as const
export type SecondFactorKind = (typeof SECOND_FACTOR_KINDS)[number]

/** A factor to choose, with the masked address or number its code would go to. */
export type FactorChoice = { readonly factor: SecondFactorKind; readonly destination?: string | undefined }

/** "Remember this browser"; `sparesCodes`: no code is asked for there the next time. */
export type RememberChoice = { readonly checked: boolean; readonly sparesCodes: boolean }

/** The code of a second factor. */
export type MfaCodeView = {
  readonly screen: 'mfa-code'
  readonly frame: PageFrame
  readonly factor: SecondFactorKind
  /** Where the code went; absent for authenticators. */
  readonly destination?: Destination | undefined
  /** What the person calls the authenticator. */
  readonly deviceName?: string | undefined
  /** Absent for authenticators. */
  readonly resend?: Resend | undefined
  /** The code proves an address that becomes a factor by it: the other way is to correct it. */
  readonly provesAddress: boolean
  /** Absent where the pool decides by itself. */
  readonly remember?: RememberChoice | undefined
}

/** Which of several second factors to use. */
export type MfaChooseView = {
  readonly screen: 'mfa-choose'
  readonly frame: PageFrame
  readonly factors: readonly FactorChoice[]
  /** Where a recovery code is typed instead; absent where there is none. */
  readonly recoveryHref?: string | undefined
}

/** What can be set up, where a second factor is demanded and there is none yet. */
export type MfaSetUpView = {
  readonly screen: 'mfa-set-up'
  readonly frame: PageFrame
  /** Empty: nothing that this person could set up; the page says whom to ask. */
  readonly factors: readonly SecondFactorKind[]
  /** Pages that ask for a contact. */
  readonly hrefs: { readonly EMAIL_OTP: string; readonly SMS_MFA: string }
}

/** A QR code as one SVG path, in modules; `size` counts the quiet zone. */
export type QrDrawing = { readonly size: number; readonly path: string }

/** An authenticator is set up: scan or type the key, then its first code. */
export type MfaAppView = {
  readonly screen: 'mfa-app'
  readonly frame: PageFrame
  /** Base32, in groups of four. */
  readonly key: string
  /** `otpauth:` address of the key: opens an authenticator on the same device. */
  readonly href: string
  readonly qr: QrDrawing
  /** The name typed for it. */
  readonly deviceName: string
  /** Back to what else can be done; absent where there is nothing else. */
  readonly otherHref?: string | undefined
}

/** An address or number for codes, where the account has none. */
export type MfaContactView = {
  readonly screen: 'mfa-contact'
  readonly frame: PageFrame
  readonly medium: 'email' | 'sms'
  readonly value: string
  /** Back to what else can be set up. */
  readonly otherHref?: string | undefined
}

/** After a sign-in: a second factor is possible, and may be put off. */
export type MfaOfferView = {
  readonly screen: 'mfa-offer'
  readonly frame: PageFrame
  readonly factors: readonly FactorChoice[]
}
