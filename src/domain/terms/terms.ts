/** A document of an app client that people agree to by going on: links to it by language. */
export type Terms = {
  /** A UUID. */
  id: string
  poolId: string
  clientId: string
  name: TermsName
  source: 'LINK'
  enforcement: 'NONE'
  links: Readonly<Record<string, string>>
  /** Raised when the links change: who agreed to an older one is asked again. */
  version: number
  createdAt: Date
  updatedAt: Date
}

export const TERMS_NAMES = ['terms-of-use', 'privacy-policy'] as const
export type TermsName = (typeof TERMS_NAMES)[number]

export type TermsStore = {
  /** TermsExists when the client has one of this name; ResourceNotFound when the client is gone. */
  createTerms(terms: Terms): Promise<void>
  findTerms(poolId: string, id: string): Promise<Terms | null>
  /** At most one of each name. From memory. */
  termsOfClient(poolId: string, clientId: string): Promise<Terms[]>
  /** Compare-and-set on the moment of the last change: ConcurrentModification; TermsExists, ResourceNotFound. */
  updateTerms(terms: Terms, lastChange: Date): Promise<void>
  /** ResourceNotFound when it is gone. */
  deleteTerms(poolId: string, id: string): Promise<void>
  /** Id order. */
  listTerms(page: { poolId: string; after: string | null; limit: number }): Promise<{ terms: Terms[]; next: string | null }>
}
