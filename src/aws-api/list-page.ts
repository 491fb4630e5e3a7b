import type { PageOf, PageTokens } from './page-token.ts'

/** Where a page of a list begins, and how the token of the page after it is made. InvalidParameter for a token that is not this list's. */
export const listPage = (tokens: PageTokens, of: PageOf, token: string | undefined) => ({
  after: tokens.open(of, token),
  tokenOf: (next: string | null): string | undefined => tokens.seal(of, next),
})
