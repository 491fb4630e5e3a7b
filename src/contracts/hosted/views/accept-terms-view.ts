import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

/** Documents that somebody agrees to by a form. */
export type Agreement = {
  readonly terms: string
  readonly privacy: string
  /** Comes back with the form: which documents in which versions these are. */
  readonly stamp: string
  /** A box has to be ticked; otherwise going on is agreeing. */
  readonly required: boolean
}

/** Between a sign-in and the application: documents are newer than those that were agreed to, or were never agreed to. */
export type AcceptTermsView = { readonly screen: 'accept-terms'; readonly frame: PageFrame; readonly agreement: Agreement; readonly changed: boolean }
