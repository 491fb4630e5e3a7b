import type { ErrorCode } from '#src/contracts/hosted/outcome-codes.ts'
import type { PageFrame, TextValues } from '#src/contracts/hosted/page-frame.ts'

export const DONE_KINDS = ['account-confirmed', 'password-reset', 'attribute-verified', 'deletion-asked', 'account-deleted'] as const
export type DoneKind = (typeof DONE_KINDS)[number]

/** Something is finished and there is no request to return to (a link opened on another device). */
export type DoneView = {
  readonly screen: 'done'
  readonly frame: PageFrame
  readonly kind: DoneKind
  /** Back to the application, or to the sign-in page. */
  readonly continueHref?: string | undefined
}

export type SignedOutView = {
  readonly screen: 'signed-out'
  readonly frame: PageFrame
  readonly signInHref?: string | undefined
}

/** A sign-in address opened by itself: nothing to return to, so name the applications one can start from. */
export type BookmarkView = {
  readonly screen: 'bookmark'
  readonly frame: PageFrame
  readonly applications: readonly { readonly name: string; readonly href: string }[]
}

/** The exact difference between what was sent and what is registered. Development only. */
export type DeveloperDetail = {
  /** The parameter or header that failed: `redirect_uri`, `scope`, `Origin`. */
  readonly parameter: string
  /** Absent when the parameter was missing. */
  readonly sent?: string | undefined
  readonly registered: readonly string[]
  /** One sentence on what to change, in English. */
  readonly hint?: string | undefined
  readonly settingHref?: string | undefined
}

export type ErrorView = {
  readonly screen: 'error'
  readonly frame: PageFrame
  readonly code: ErrorCode
  readonly values?: TextValues | undefined
  readonly retryInSeconds?: number | undefined
  readonly traceId: string
  readonly returnToApplication?: { readonly name: string; readonly href: string } | undefined
  readonly developer?: DeveloperDetail | undefined
}
