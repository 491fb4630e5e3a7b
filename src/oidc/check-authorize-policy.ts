import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { allowedOAuthFlows, clientScopes } from '#src/domain/app-clients/read-app-client.ts'
import { OAuthRefusal } from './oauth-error.ts'

/** Parameters of an authorize request that our own rules look at; `undefined` is left out. */
export type AuthorizePolicyInput = {
  response_type?: string | undefined
  scope?: string | undefined
  code_challenge?: string | undefined
  identity_provider?: string | undefined
}

/**
 * Cognito's rules that oidc-provider does not know, for plain, pushed and signed requests alike: which response types the
 * client may use, and which scopes. Returns the scopes to grant: all of the client's when none are asked for (Cognito:
 * authorize endpoint). Refuses with unauthorized_client, unsupported_response_type, invalid_scope, invalid_request.
 */
export function checkAuthorizePolicy(client: AppClient, input: AuthorizePolicyInput): string {
  const flows = allowedOAuthFlows(client)
  const type = input.response_type
  if (type === undefined) throw new OAuthRefusal('invalid_request', 'The parameter response_type is missing.')
  if (type !== 'code' && type !== 'token') throw new OAuthRefusal('unsupported_response_type', 'The response_type is code or token.')
  if (!flows.includes(type === 'code' ? 'code' : 'implicit')) throw new OAuthRefusal('unauthorized_client', 'The client may not use this response_type.')
  if (type === 'code' && client.settings.Poolhouse.pkceRequired && input.code_challenge === undefined) {
    throw new OAuthRefusal('invalid_request', 'The client must send a code_challenge.')
  }
  return checkScope(client, input.scope)
}

/** The scopes to grant; invalid_scope when one is malformed or not allowed to the client. */
export function checkScope(client: AppClient, scope: string | undefined): string {
  const allowed = clientScopes(client)
  const asked = scope?.split(' ').filter(Boolean) ?? []
  if (!asked.every((name) => allowed.includes(name))) throw new OAuthRefusal('invalid_scope', 'The client is not allowed a requested scope.')
  return (asked.length === 0 ? allowed : [...new Set(asked)]).join(' ')
}
