import type { z } from 'zod'
import type { Clock } from '#src/domain/clock.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { type FindTermsDeps, requireTerms } from './require-terms.ts'
import type { Terms, TermsStore } from './terms.ts'
import { updateTermsRequest } from './terms-request.ts'

export type UpdateTermsRequest = z.input<typeof updateTermsRequest>
export type UpdateTermsDeps = FindTermsDeps & { terms: Pick<TermsStore, 'updateTerms'>; clock: Clock }

/**
 * Changes what is given; links as a whole. TermsExists, ResourceNotFound, ConcurrentModification, InvalidParameter (Cognito: UpdateTerms).
 * Other links are a new version, which people are asked about again.
 */
export const updateTerms = async (deps: UpdateTermsDeps, request: UpdateTermsRequest): Promise<Terms> => {
  const { UserPoolId, TermsId, TermsName, TermsSource, Enforcement, Links } = parseRequest(updateTermsRequest, request)
  const terms = await requireTerms(deps, { UserPoolId, TermsId })
  const changed: Terms = {
    ...terms, name: TermsName ?? terms.name, source: TermsSource ?? terms.source, enforcement: Enforcement ?? terms.enforcement, links: Links ?? terms.links,
    version: Links === undefined || isSame(Links, terms.links) ? terms.version : terms.version + 1,
    // Each change has a moment of its own: the next one is judged by it.
    updatedAt: new Date(Math.max(deps.clock.now().getTime(), terms.updatedAt.getTime() + 1)),
  }
  await deps.terms.updateTerms(changed, terms.updatedAt)
  return changed
}

const isSame = (some: Terms['links'], others: Terms['links']): boolean => Object.keys(some).length === Object.keys(others).length && Object.entries(some).every(([language, link]) => others[language] === link)
