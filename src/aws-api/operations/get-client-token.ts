import { z } from 'zod'
import { clientSecret, requireClientSecret } from '#src/aws-api/authentication/client-secret.ts'
import { clientMetadata } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireClient } from '#src/aws-api/require-client.ts'
import { clientId, SCOPE_PATTERN, text } from '#src/domain/constraint.ts'
import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import { issueClientCredentialsToken } from '#src/domain/tokens/client-credentials.ts'

export const GetClientToken = defineOperation({
  name: 'GetClientToken',
  // Programs sign it if they can, and it is the client's secret that counts.
  authorization: 'none',
  category: 'ClientAuthentication',
  gap: 'Clients are let in by their client_credentials OAuth flow; the flow ALLOW_CLIENT_TOKEN_AUTH stands in no model of the API yet.',
  request: z.object({
    ClientId: clientId,
    Secret: clientSecret,
    Scopes: z.array(text({ min: 1, max: 256, pattern: SCOPE_PATTERN })).max(50).exactOptional(),
    ClientMetadata: clientMetadata,
  }),
  async run(deps, request) {
    const { pool, client } = await requireClient(deps, request.ClientId)
    requireClientSecret(client, request.Secret, 'NotAuthorized')
    const { accessToken, expiresIn } = await issueClientCredentialsToken(deps, {
      pool, client,
      ...(request.Scopes === undefined ? {} : { scopes: request.Scopes }),
      ...(request.ClientMetadata === undefined ? {} : { clientMetadata: request.ClientMetadata }),
    }).catch((error: unknown) => {
      throw inWordsOfTheModel(error)
    })
    return { ClientAuthenticationResult: { AccessToken: accessToken, ExpiresIn: expiresIn, TokenType: 'Bearer' } }
  },
})

/** The token endpoint's refusals by the errors that this operation knows. */
const inWordsOfTheModel = (error: unknown): unknown => {
  if (!isDomainError(error)) return error
  if (error.code === 'InvalidOAuthFlow') return new DomainError('NotAuthorized', 'Client is not enabled for OAuth2.0 flows', { reason: 'client-flow' })
  return error.code === 'ScopeDoesNotExist' ? new DomainError('InvalidParameter', error.message, { field: 'scopes' }) : error
}
