import { DomainError } from '#src/domain/domain-error.ts'

/** Seals and opens texts for one context; `open` throws for anything that was not sealed for it (src/crypto/sealing.ts). */
export type PageTokenSealer = { seal(text: string, context: string): string; open(sealed: string, context: string): Buffer }

/** Which list, of which owner, with which filter: a token of one opens no other. */
export type PageOf = { operation: string; owner: string; filter?: string | undefined }

/**
 * Tokens by which a list goes on (NextToken, PaginationToken): where the last page ended, sealed. They tell nothing and fit their own
 * list only.
 */
export const createPageTokens = (sealer: PageTokenSealer) => ({
  /** The token of the page after `next`, or undefined at the end. */
  seal: (of: PageOf, next: string | null): string | undefined => (next === null ? undefined : sealer.seal(next, contextOf(of))),
  /** Where to go on; null to begin. InvalidParameter for a token of another list, or none of ours. */
  open(of: PageOf, token: string | undefined): string | null {
    if (token === undefined) return null
    try {
      return sealer.open(token, contextOf(of)).toString('utf8')
    } catch {
      // SealError, whatever is wrong with it.
      throw new DomainError('InvalidParameter', 'Invalid pagination token.', { field: 'NextToken' })
    }
  },
})

export type PageTokens = ReturnType<typeof createPageTokens>

const contextOf = ({ operation, owner, filter }: PageOf): string => JSON.stringify(['page', operation, owner, filter ?? ''])
