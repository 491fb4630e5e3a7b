import { DomainError } from '#src/domain/domain-error.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { z } from 'zod'
import type { Terms, TermsStore } from './terms.ts'
import { namedTerms } from './terms-request.ts'

export type FindTermsDeps = FindPoolDeps & { terms: Pick<TermsStore, 'findTerms'> }
export type NamedTerms = z.input<typeof namedTerms>

/** The document of a pool. ResourceNotFound, InvalidParameter (Cognito: DescribeTerms). */
export const requireTerms = async (deps: FindTermsDeps, request: NamedTerms): Promise<Terms> => {
  const { UserPoolId, TermsId } = parseRequest(namedTerms, request)
  const pool = await requireUserPool(deps, UserPoolId)
  const terms = await deps.terms.findTerms(pool.id, TermsId)
  if (terms === null) throw termsNotFound()
  return terms
}

export const termsNotFound = (): DomainError => new DomainError('ResourceNotFound', 'Terms not found.')
