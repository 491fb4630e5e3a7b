import type { AppClient } from '#src/domain/app-clients/app-client.ts'

/** What changes only what the pages show, what the code carries, or where the answer goes. */
const PLAIN_PARAMETERS: ReadonlySet<string> = new Set([
  'client_id', 'redirect_uri', 'response_type', 'response_mode', 'scope', 'state', 'nonce', 'code_challenge', 'code_challenge_method',
  'login_hint', 'ui_locales', 'lang', 'screen_hint', 'identity_provider', 'idp_identifier',
])
/** SHA-256 in base64url (RFC 7636 §4.2). */
const CHALLENGE = /^[\w-]{43}$/

/**
 * Whether a checked authorize request is so plain that none of oidc-provider's further checks concern it: a code in the query, PKCE by
 * S256 or not at all, nothing said of the session, the user or keys, and a client that needs none of it either. Refuses nothing:
 * what is not plain, well-formed or not, is oidc-provider's.
 */
export function isPlainRequest({ settings }: AppClient, parameters: Readonly<Record<string, unknown>>): boolean {
  const { response_type: type, response_mode: mode, code_challenge: challenge, code_challenge_method: method } = parameters
  const { requirePushedAuthorizationRequests, requestObjectSigningAlg, dpopBoundAccessTokens } = settings.Poolhouse
  return type === 'code' && (mode === undefined || mode === 'query')
    && (challenge === undefined ? method === undefined : method === 'S256' && typeof challenge === 'string' && CHALLENGE.test(challenge))
    && !requirePushedAuthorizationRequests && requestObjectSigningAlg === undefined && !dpopBoundAccessTokens
    && Object.keys(parameters).every((name) => PLAIN_PARAMETERS.has(name))
}
