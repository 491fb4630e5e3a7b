import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { NamedTerms } from './require-terms.ts'
import type { TermsStore } from './terms.ts'
import { namedTerms } from './terms-request.ts'

export type DeleteTermsDeps = FindPoolDeps & { terms: Pick<TermsStore, 'deleteTerms'> }

/** Removes a document. ResourceNotFound, InvalidParameter (Cognito: DeleteTerms). */
export const deleteTerms = async (deps: DeleteTermsDeps, request: NamedTerms): Promise<void> => {
  const { UserPoolId, TermsId } = parseRequest(namedTerms, request)
  const pool = await requireUserPool(deps, UserPoolId)
  await deps.terms.deleteTerms(pool.id, TermsId)
}
