import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

/** The portal's parts, in the order of its navigation. */
export const ACCOUNT_SECTIONS = ['overview', 'profile', 'security', 'sessions', 'apps', 'activity', 'data'] as const
export type AccountSection = (typeof ACCOUNT_SECTIONS)[number]

/** What every page of the portal shows around its own content. */
export type AccountNavigation = {
  /** Whose account it is, as the person calls it. */
  readonly name: string
  /** Address or number beside the name, where that says more. */
  readonly detail?: string | undefined
  readonly current: AccountSection
  readonly items: readonly { readonly section: AccountSection; readonly href: string }[]
  readonly signOutHref: string
  /** Of the person (IANA); UTC when nobody knows. */
  readonly timeZone?: string | undefined
}

/** A page of the portal. `backHref` leads from a page of one task to its section. */
export type AccountPageView<Screen extends string> = {
  readonly screen: Screen
  readonly frame: PageFrame
  readonly account: AccountNavigation
  readonly backHref?: string | undefined
}
