import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { Terms, TermsStore } from './terms.ts'

export type ListTermsDeps = FindPoolDeps & { terms: Pick<TermsStore, 'listTerms'> }

/** A pool's documents; `next` is the `after` of the following page. ResourceNotFound (Cognito: ListTerms). */
export const listTerms = async (deps: ListTermsDeps, page: { UserPoolId: string; after: string | null; limit: number }): Promise<{ terms: Terms[]; next: string | null }> => {
  const pool = await requireUserPool(deps, page.UserPoolId)
  return deps.terms.listTerms({ poolId: pool.id, after: page.after, limit: page.limit })
}
