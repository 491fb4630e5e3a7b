import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

/** What the identifier may be in this pool; decides label, input type and keyboard. */
export const IDENTIFIER_KINDS = ['username', 'email', 'phone_number', 'email_or_phone', 'username_or_email', 'username_or_phone', 'any'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

export type Identifier = { readonly kind: IdentifierKind; readonly value: string }

/** A social or enterprise provider's button: a link that starts its sign-in. */
export type ProviderButton = {
  readonly name: string
  readonly label: string
  readonly href: string
  readonly iconSrc?: string | undefined
  readonly lastUsed?: boolean | undefined
}

export type SignInView = {
  readonly screen: 'sign-in'
  readonly frame: PageFrame
  readonly identifier: Identifier
  /** False when the client allows no password here: with no provider either, the page says whom to ask. */
  readonly password: boolean
  /** The name comes first, and how to go on after it; the password field is there for password managers alone. */
  readonly identifierFirst?: true | undefined
  /** Present where the pool's functions sign in: by a button beside the password, or by the name alone in its place. */
  readonly custom?: 'beside' | 'instead' | undefined
  /** Present where a passkey signs in without a name; `unknown` is one that the pool does not know (any more). */
  readonly passkey?: { readonly lastUsed?: boolean | undefined; readonly unknown?: { readonly rpId: string; readonly credentialId: string } | undefined } | undefined
  readonly providers: readonly ProviderButton[]
  /** The providers stand above name and password. */
  readonly providersFirst?: true | undefined
  /** Present when the pool offers to keep the browser signed in. */
  readonly keepSignedIn?: { readonly checked: boolean } | undefined
  /** Development only, when no method is available: the client setting that is missing. */
  readonly missingSetting?: string | undefined
}

/** Accounts this browser is signed in to: continue as one, or use another. */
export type ChooseAccountView = {
  readonly screen: 'choose-account'
  readonly frame: PageFrame
  readonly accounts: readonly { readonly id: string; readonly name: string; readonly detail?: string | undefined }[]
  readonly useAnotherHref: string
}
