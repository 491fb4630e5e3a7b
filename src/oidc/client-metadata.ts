import type { ClientMetadata, ResponseType } from 'oidc-provider'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { allowedOAuthFlows, allowedRedirectUris, isPublicClient } from '#src/domain/app-clients/read-app-client.ts'

export const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

const known = new WeakMap<AppClient, ClientMetadata>()

/** An app client as oidc-provider's client metadata (RFC 7591). Made once for each version of the client. */
export function clientMetadata(client: AppClient): ClientMetadata {
  const metadata = known.get(client) ?? buildMetadata(client)
  known.set(client, metadata)
  return metadata
}

function buildMetadata(client: AppClient): ClientMetadata {
  const options = client.settings.Poolhouse
  const [secret] = client.secrets
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: 'web',
    redirect_uris: [...allowedRedirectUris(client)],
    response_types: responseTypes(client),
    grant_types: grantTypes(client),
    token_endpoint_auth_method: authMethod(client),
    ...(secret !== undefined && { client_secret: secret.value }),
    ...(options.jwks !== undefined && { jwks: options.jwks as NonNullable<ClientMetadata['jwks']> }),
    ...(options.jwksUri !== undefined && options.jwks === undefined && { jwks_uri: options.jwksUri }),
    ...(options.requestObjectSigningAlg !== undefined && { request_object_signing_alg: options.requestObjectSigningAlg }),
    require_pushed_authorization_requests: options.requirePushedAuthorizationRequests,
    dpop_bound_access_tokens: options.dpopBoundAccessTokens,
  }
}

function responseTypes(client: AppClient): ResponseType[] {
  const flows = allowedOAuthFlows(client)
  const types = [
    ...(flows.includes('code') ? ['code'] : []),
    // A token in an address cannot be bound to a key.
    ...(flows.includes('implicit') && !client.settings.Poolhouse.dpopBoundAccessTokens ? ['token'] : []),
  ]
  return types as ResponseType[]
}

function grantTypes(client: AppClient): string[] {
  const flows = allowedOAuthFlows(client)
  return [
    'refresh_token',
    ...(flows.includes('code') ? ['authorization_code'] : []),
    ...(flows.includes('implicit') ? ['implicit'] : []),
    ...(flows.includes('client_credentials') ? ['client_credentials'] : []),
    ...(client.settings.Poolhouse.deviceFlow ? [DEVICE_CODE_GRANT] : []),
  ]
}

function authMethod(client: AppClient): NonNullable<ClientMetadata['token_endpoint_auth_method']> {
  const method = client.settings.Poolhouse.tokenEndpointAuthMethod
  if (method === 'private_key_jwt') return method
  if (isPublicClient(client)) return 'none'
  // oidc-provider takes header and body alike for either name; client-authentication.ts has looked already.
  return method === 'any' ? 'client_secret_basic' : method
}
