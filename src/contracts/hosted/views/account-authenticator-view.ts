import type { AccountPageView } from './account-frame.ts'
import type { QrDrawing } from './mfa-view.ts'

/** An authenticator is set up: scan or type the key, then its first code. */
export type AccountAuthenticatorView = AccountPageView<'account-authenticator'> & {
  /** Base32, in groups of four. */
  readonly key: string
  /** `otpauth:` address of the key. */
  readonly href: string
  readonly qr: QrDrawing
  /** The name typed for it. */
  readonly deviceName: string
}
