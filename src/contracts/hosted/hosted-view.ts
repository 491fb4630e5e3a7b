import type { AcceptTermsView } from './views/accept-terms-view.ts'
import type { KeepAccountView, NotMeView } from './views/account-safety-view.ts'
import type { AccountView } from './views/account-view.ts'
import type { BookmarkView, DoneView, ErrorView, SignedOutView } from './views/closing-view.ts'
import type { ConfirmLinkView, ConfirmView } from './views/confirm-view.ts'
import type { CustomChallengeView } from './views/custom-challenge-view.ts'
import type { DeviceView } from './views/device-view.ts'
import type { AddPasskeyView, ChooseMethodView, SignInCodeView, UsePasskeyView } from './views/first-factor-view.ts'
import type { MfaAppView, MfaChooseView, MfaCodeView, MfaContactView, MfaOfferView, MfaSetUpView } from './views/mfa-view.ts'
import type { RecoveryCodesView, RecoveryCodeView } from './views/recovery-codes-view.ts'
import type { ForgotPasswordView, NewPasswordView, ResetPasswordView } from './views/recovery-view.ts'
import type { ChooseAccountView, SignInView } from './views/sign-in-view.ts'
import type { SignUpView } from './views/sign-up-view.ts'
import type { Screen } from './screens.ts'

/** Everything a hosted page can be told to show. */
export type HostedView =
  | SignInView
  | ChooseAccountView
  | ChooseMethodView
  | SignInCodeView
  | UsePasskeyView
  | CustomChallengeView
  | AddPasskeyView
  | SignUpView
  | AcceptTermsView
  | ConfirmView
  | ConfirmLinkView
  | ForgotPasswordView
  | ResetPasswordView
  | NewPasswordView
  | MfaCodeView
  | MfaChooseView
  | MfaSetUpView
  | MfaAppView
  | MfaContactView
  | MfaOfferView
  | RecoveryCodeView
  | RecoveryCodesView
  | NotMeView
  | KeepAccountView
  | DeviceView
  | DoneView
  | SignedOutView
  | BookmarkView
  | ErrorView
  | AccountView

export type ViewOf<S extends Screen> = Extract<HostedView, { screen: S }>

/**
 * What src/hosted answers to a GET. The server sends a redirect itself (303); for a page it keeps the view under a random
 * id, rewrites the request to `screenPath(view.screen)` with that id in VIEW_HEADER, sends Next's answer with `status`,
 * and forgets the view.
 */
export type HostedOutcome =
  | {
      readonly kind: 'page'
      readonly view: HostedView
      readonly status: number
      /** Where answers to the page's forms may redirect to, as CSP sources. */
      readonly formAction?: readonly string[] | undefined
      /** Nothing can be sent from the page: neither by a form nor by a script. */
      readonly inert?: boolean | undefined
    }
  | { readonly kind: 'redirect'; readonly location: string }
  /** For programs, in JSON. */
  | { readonly kind: 'document'; readonly body: object }
