import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

/** What a security notice told of. */
export const NOT_ME_KINDS = [
  'passwordChanged', 'emailChanged', 'phoneChanged', 'factorOn', 'factorOff', 'passkeyAdded', 'passkeyRemoved', 'recoveryCodesMade',
  'newBrowser', 'deviceRemembered', 'accountDeletion',
] as const
export type NotMeKind = (typeof NOT_ME_KINDS)[number]

/** How the person gets in again: by a new password, only with an operator's help, or as always. */
export const NOT_ME_OUTCOMES = ['reset', 'ask', 'none'] as const
export type NotMeOutcome = (typeof NOT_ME_OUTCOMES)[number]

/** "This was not me", opened from a security notice: opening it changes nothing, the button does. */
export type NotMeView = {
  readonly screen: 'not-me'
  readonly frame: PageFrame
  /** `spent`: used, over, or not ours. */
  readonly step: { readonly state: 'ready'; readonly kind: NotMeKind; readonly link: string } | { readonly state: 'spent' } | { readonly state: 'done'; readonly outcome: NotMeOutcome }
  /** Where a new password is chosen; absent where the pool lets nobody do so. */
  readonly resetHref?: string | undefined
}

/** Somebody signs in whose account waits to be deleted. */
export type KeepAccountView = {
  readonly screen: 'keep-account'
  readonly frame: PageFrame
  /** ISO 8601. */
  readonly dueAt: string
  /** Leads away and leaves things as they are. */
  readonly leaveHref: string
}
