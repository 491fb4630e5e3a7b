import { z } from 'zod'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { issueClientCredentialsToken } from '#src/domain/tokens/client-credentials.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { OAuthRefusal } from '#src/oidc/oauth-error.ts'
import type { OidcDeps } from '#src/oidc/oidc-deps.ts'
import type { Parameters } from '#src/oidc/parameters.ts'
import { machineTokenResponse } from '#src/oidc/token-response.ts'
import { scopesOf } from './grant-deps.ts'

export const PARAMETERS = ['scope', 'resource', 'aws_client_metadata'] as const

const clientMetadata = z.record(z.string().max(131_072), z.string().max(131_072))

/** The client credentials grant (RFC 6749 §4.4; Cognito: token endpoint) for an authenticated client. */
export async function clientCredentialsGrant(deps: OidcDeps, parties: { pool: UserPool; client: AppClient }, parameters: Parameters, jkt: string | null): Promise<object> {
  const { scope, resource = null } = parameters
  if (parties.client.settings.Poolhouse.dpopBoundAccessTokens && jkt === null) throw new OAuthRefusal('invalid_grant', 'A DPoP proof is required.')
  if (resource !== null && (!URL.canParse(resource) || resource.includes('#'))) throw new OAuthRefusal('invalid_target', 'The resource is not an absolute URL.')
  const scopes = scopesOf(scope)
  const token = await issueClientCredentialsToken(deps, {
    ...parties, resource, jkt, clientMetadata: parseMetadata(parameters.aws_client_metadata), ...(scopes !== undefined && { scopes }),
  })
  return machineTokenResponse(token, scope)
}

function parseMetadata(text: string | undefined): Record<string, string> {
  if (text === undefined) return {}
  const parsed = clientMetadata.safeParse(jsonOrUndefined(text))
  if (!parsed.success) throw new OAuthRefusal('invalid_request', 'The parameter aws_client_metadata is not a JSON object of strings.')
  return parsed.data
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // SyntaxError: refused by the schema
  }
}
