import type { FieldErrorCode, NoticeCode, SummaryCode } from './outcome-codes.ts'

export type Direction = 'ltr' | 'rtl'
export type TextValues = Readonly<Record<string, string | number>>

/** Hidden inputs of every form: proof of origin, the pending request, and the signed authorize request that can restart it. */
export type FormParameters = {
  /** `/<poolId>`, or empty at the root of the pool's own domain. */
  readonly basePath: string
  /** Mask it anew for each answer (pages are compressed and echo what was typed). */
  readonly csrf: string
  readonly uid?: string | undefined
  readonly r?: string | undefined
}

/** Ready-made addresses, with base path and query. An absent one is not offered. */
export type PageLinks = {
  readonly signIn?: string | undefined
  readonly signUp?: string | undefined
  readonly forgotPassword?: string | undefined
  readonly help?: string | undefined
  readonly privacy?: string | undefined
  readonly terms?: string | undefined
}

/** The box at the top that takes focus. `retryInSeconds` adds a countdown, `traceId` what to quote to support. */
export type Summary = {
  readonly code: SummaryCode
  readonly tone: 'danger' | 'warning'
  readonly values?: TextValues | undefined
  /** Words of the pool's own (a trigger's refusal), shown after the help text as plain text. */
  readonly message?: string | undefined
  readonly retryInSeconds?: number | undefined
  readonly traceId?: string | undefined
}

export type FieldError = { readonly code: FieldErrorCode; readonly values?: TextValues | undefined }
/** By input name: `username`, `password`, `code`, `attribute.email`, … */
export type FieldErrors = Readonly<Record<string, FieldError>>

export type Notice = { readonly code: NoticeCode; readonly tone: 'success' | 'info'; readonly values?: TextValues | undefined }

/** A picture, with another one for dark pages. */
export type Picture = { readonly src: string; readonly darkSrc?: string | undefined }
export type Logo = Picture & { readonly alt: string }
export type PageBand = { readonly logo?: Logo | undefined }

export const LAYOUTS = ['centered', 'split', 'split-reversed', 'hero', 'minimal'] as const
export type Layout = (typeof LAYOUTS)[number]

/** What every hosted page carries besides its own content. */
export type PageFrame = {
  /** BCP 47 tag of the catalogue the texts come from. */
  readonly locale: string
  readonly dir: Direction
  /** Texts of the look's own in this language, by key; they stand in place of the catalogue's. */
  readonly texts?: Readonly<Record<string, string>> | undefined
  readonly pool: { readonly name: string; readonly logo?: Logo | undefined }
  readonly client?: { readonly name: string } | undefined
  readonly form: FormParameters
  readonly links: PageLinks
  /** The language switcher: the page to come back to, below the base path, without the pending request. Absent: it is not offered. */
  readonly languages?: { readonly back: string } | undefined
  /** Present in development only: the striped ribbon, with the inbox's address. */
  readonly ribbon?: { readonly inboxHref: string } | undefined
  readonly summary?: Summary | undefined
  readonly fieldErrors?: FieldErrors | undefined
  readonly notice?: Notice | undefined
  readonly layout?: Layout | undefined
  readonly colorScheme?: 'light' | 'dark' | 'adaptive' | undefined
  /** Present where a draft is looked at: the other pages that can be. */
  readonly preview?: { readonly pages: readonly { readonly name: string; readonly href: string }[] } | undefined
  readonly density?: 'regular' | 'compact' | undefined
  /** Bands across the page; a picture behind one is the style sheet's. */
  readonly header?: PageBand | undefined
  readonly footer?: PageBand | undefined
  /** The logo stands above the card, not in it. */
  readonly logoOutside?: true | undefined
  /** A picture above the heading; it says nothing that the heading does not. */
  readonly graphic?: Picture | undefined
  /** Lead texts under headings are left out, but those without which nobody would know what to do. */
  readonly withoutInstructions?: true | undefined
  /** How long the page can be used, and where to begin anew. */
  readonly timer?: { readonly seconds: number; readonly againHref: string } | undefined
  readonly favicon?: { readonly href: string; readonly type: string } | undefined
  /** Addresses of the pool's own style sheets, on this origin. */
  readonly stylesheets?: readonly string[] | undefined
}
