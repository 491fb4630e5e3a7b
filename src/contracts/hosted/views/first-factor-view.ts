import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { Destination, Resend } from './confirm-view.ts'

/** Ways to begin a sign-in, once somebody has said who they are; CUSTOM_AUTH is what the pool's functions ask. */
export const SIGN_IN_METHODS = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN', 'CUSTOM_AUTH'] as const
export type SignInMethod = (typeof SIGN_IN_METHODS)[number]

/** A way that is offered. */
export type OfferedMethod = { readonly method: SignInMethod; /** It was the last one used in this browser. */ readonly lastUsed?: boolean | undefined }

/** How to sign in: the password at once, the other ways as buttons. */
export type ChooseMethodView = {
  readonly screen: 'choose-method'
  readonly frame: PageFrame
  readonly username: string
  readonly methods: readonly OfferedMethod[]
  /** To the page that asks who it is. */
  readonly changeHref: string
}

/** The code that signs in by itself. */
export type SignInCodeView = {
  readonly screen: 'sign-in-code'
  readonly frame: PageFrame
  readonly username: string
  readonly destination: Destination
  readonly resend: Resend
  /** To the other ways; absent where there is none. */
  readonly otherHref?: string | undefined
  readonly changeHref: string
}

/** A passkey of somebody who has said who they are. */
export type UsePasskeyView = {
  readonly screen: 'use-passkey'
  readonly frame: PageFrame
  readonly username: string
  /** PublicKeyCredentialRequestOptionsJSON. */
  readonly options: string
  readonly otherHref?: string | undefined
  readonly changeHref: string
}

/** What the browser tells its password manager of somebody's passkeys. */
export type PasskeySignals = { readonly rpId: string; readonly userId: string; readonly allAcceptedCredentialIds: readonly string[]; readonly name: string; readonly displayName: string }

/** A passkey to be made: offered after a sign-in, or asked for. */
export type AddPasskeyView = {
  readonly screen: 'add-passkey'
  readonly frame: PageFrame
  /** Whose it will be, as the person calls it. */
  readonly account: string
  /** Names of those there are. */
  readonly passkeys: readonly string[]
  /** False when there are as many as there may be. */
  readonly mayAdd: boolean
  /** Asked after a sign-in, and may be put off. */
  readonly offered: boolean
  /** Hidden inputs that say where it leads afterwards, where no pending request does. */
  readonly asked?: Readonly<Record<string, string>> | undefined
  /** The way on without one, where nothing waits for an answer. */
  readonly leaveHref?: string | undefined
  readonly signals?: PasskeySignals | undefined
}
