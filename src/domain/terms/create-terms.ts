import type { z } from 'zod'
import type { Random } from '#src/crypto/random.ts'
import { type FindClientDeps, requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import type { Clock } from '#src/domain/clock.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { Terms, TermsStore } from './terms.ts'
import { createTermsRequest } from './terms-request.ts'

export type CreateTermsRequest = z.input<typeof createTermsRequest>
export type CreateTermsDeps = FindClientDeps & { terms: Pick<TermsStore, 'createTerms'>; clock: Clock; random: Pick<Random, 'uuid'> }

/** Gives an app client a document. TermsExists, ResourceNotFound, InvalidParameter (Cognito: CreateTerms). */
export const createTerms = async (deps: CreateTermsDeps, request: CreateTermsRequest): Promise<Terms> => {
  const { UserPoolId, ClientId, TermsName, TermsSource, Enforcement, Links } = parseRequest(createTermsRequest, request)
  const { pool, client } = await requireAppClient(deps, { UserPoolId, ClientId })
  const now = deps.clock.now()
  const terms: Terms = {
    id: deps.random.uuid(), poolId: pool.id, clientId: client.id, name: TermsName, source: TermsSource, enforcement: Enforcement, links: Links, version: 1,
    createdAt: now, updatedAt: now,
  }
  await deps.terms.createTerms(terms)
  return terms
}
