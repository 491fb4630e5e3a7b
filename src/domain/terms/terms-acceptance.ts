import type { TermsName } from './terms.ts'

/** What somebody agreed to: which document, in which version and language, and when. */
export type TermsAcceptance = {
  termsId: string
  version: number
  clientId: string
  name: TermsName
  /** The document that was shown. */
  link: string
  acceptedAt: Date
}

export type TermsAcceptanceStore = {
  /** Those that are kept already stay as they are. Nothing happens when there is no such user. */
  acceptTerms(userId: string, acceptances: readonly TermsAcceptance[]): Promise<void>
  /** The newest first. */
  acceptancesOfUser(userId: string): Promise<TermsAcceptance[]>
}
