import type { z } from 'zod'
import { type FindClientDeps, requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { termsNotFound } from './require-terms.ts'
import type { Terms, TermsStore } from './terms.ts'
import { termsOfClientRequest } from './terms-request.ts'

export type TermsOfClientRequest = z.input<typeof termsOfClientRequest>
export type DescribeTermsByClientDeps = FindClientDeps & { terms: Pick<TermsStore, 'termsOfClient'> }

/** The document of an app client by its name. ResourceNotFound, InvalidParameter (Cognito: DescribeTermsByClient). */
export const describeTermsByClient = async (deps: DescribeTermsByClientDeps, request: TermsOfClientRequest): Promise<Terms> => {
  const { UserPoolId, ClientId, TermsName } = parseRequest(termsOfClientRequest, request)
  const { pool, client } = await requireAppClient(deps, { UserPoolId, ClientId })
  const terms = (await deps.terms.termsOfClient(pool.id, client.id)).find(({ name }) => name === TermsName)
  if (terms === undefined) throw termsNotFound()
  return terms
}
