import { verifyJwt } from '#src/crypto/jwt.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { allowedRedirectUris } from '#src/domain/app-clients/read-app-client.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import { issuerOf } from '#src/domain/tokens/issuer.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { checkAuthorizePolicy } from './check-authorize-policy.ts'
import { isOAuthRefusal } from './oauth-error.ts'
import type { OidcDeps, OidcPageError } from './oidc-deps.ts'
import { parseParameters } from './parameters.ts'
import type { Parameters } from './parameters.ts'

export type CheckedAuthorizeRequest =
  | { kind: 'page'; error: OidcPageError }
  | { kind: 'response'; redirectUri: string; response: Record<string, string | undefined>; responseType: string | undefined; responseMode: string | undefined }
  | { kind: 'proceed'; client: AppClient; parameters: Record<string, string> }

/** Means nothing without an ID token: left out then, instead of refused. */
const OPENID_ONLY = ['nonce', 'acr_values', 'claims_locales'] as const
const MODES: ReadonlySet<string> = new Set(['query', 'fragment', 'form_post'])

/**
 * Cognito's rules for `/oauth2/authorize`. Anything wrong with client, address or form of the request ends on our own page;
 * what is wrong after that goes back to the application. Pushed and signed requests are only looked up: their contents are
 * checked when they are opened.
 */
export async function checkAuthorizeRequest(deps: OidcDeps, pool: UserPool, query: string): Promise<CheckedAuthorizeRequest> {
  const parsed = parseParameters(query)
  if ('problem' in parsed) {
    const { problem } = parsed
    return page('invalid_request', problem.kind === 'repeated' ? { parameter: problem.name, registered: [], hint: 'Send each parameter once.' } : undefined)
  }
  const parameters = parsed.ok
  if (parameters.client_id === undefined) return page('invalid_request', { parameter: 'client_id', registered: [] })
  const client = await deps.clients.findClient(parameters.client_id)
  if (client === null || client.poolId !== pool.id) return page('unknown_client', { parameter: 'client_id', sent: parameters.client_id, registered: [] })
  if (parameters.request_uri !== undefined || parameters.request !== undefined) return { kind: 'proceed', client, parameters: { ...parameters } }
  const redirectUri = parameters.redirect_uri ?? client.settings.DefaultRedirectURI
  const mismatch = checkRedirectUri(client, redirectUri)
  if (mismatch !== null || redirectUri === undefined) return { kind: 'page', error: mismatch ?? { code: 'invalid_request', status: 400 } }
  if (!(await isGenuineHint(deps, pool, parameters.id_token_hint))) return page('invalid_request', { parameter: 'id_token_hint', registered: [] }, client)
  return checkParameters(client, redirectUri, parameters)
}

function checkParameters(client: AppClient, redirectUri: string, parameters: Parameters): CheckedAuthorizeRequest {
  const back = (error: string, description: string): CheckedAuthorizeRequest => ({
    kind: 'response', redirectUri, response: { error, error_description: description, state: parameters.state },
    responseType: parameters.response_type, responseMode: parameters.response_mode,
  })
  const mode = parameters.response_mode
  if (mode !== undefined && !MODES.has(mode)) return back('unsupported_response_mode', 'The response_mode is not supported.')
  try {
    const scope = checkAuthorizePolicy(client, parameters)
    return { kind: 'proceed', client, parameters: { ...normalized(parameters, scope), redirect_uri: redirectUri, scope } }
  } catch (error) {
    if (!isOAuthRefusal(error)) throw error
    return back(error.answer.error, error.answer.description ?? '')
  }
}

/** What oidc-provider is to see: parameters without meaning for this request are gone. */
function normalized(parameters: Parameters, scope: string): Record<string, string> {
  const kept: Record<string, string> = { ...parameters }
  if (!scope.split(' ').includes('openid')) for (const name of OPENID_ONLY) delete kept[name]
  // Consent of a pool's own clients is implied: asking for it has no effect (Cognito: prompt).
  const prompt = kept.prompt?.split(' ').filter((value) => value !== '' && value !== 'consent').join(' ')
  if (prompt) kept.prompt = prompt
  else delete kept.prompt
  return kept
}

function checkRedirectUri(client: AppClient, redirectUri: string | undefined): OidcPageError | null {
  const registered = allowedRedirectUris(client)
  if (redirectUri !== undefined && registered.includes(redirectUri)) return null
  return {
    code: redirectUri === undefined ? 'invalid_request' : 'redirect_mismatch', status: 400, clientId: client.id,
    developer: {
      parameter: 'redirect_uri', ...(redirectUri !== undefined && { sent: redirectUri }), registered: [...registered],
      hint: hintFor(redirectUri, registered),
    },
  }
}

/** Says what differs, where a near miss can be told. */
function hintFor(sent: string | undefined, registered: readonly string[]): string {
  if (sent === undefined) return 'Send redirect_uri, or set DefaultRedirectURI on the app client.'
  const near = registered.find((uri) => uri.toLowerCase() === sent.toLowerCase() || `${uri}/` === sent || uri === `${sent}/`)
  return near === undefined ? 'Add this address to CallbackURLs of the app client, character by character.' : `It differs from ${near} only in case or in the last slash.`
}

/** A hint must be an ID token of ours, whether or not it has expired (OIDC Core §3.1.2.1). */
async function isGenuineHint(deps: OidcDeps, pool: UserPool, hint: string | undefined): Promise<boolean> {
  if (hint === undefined) return true
  const verified = verifyJwt(hint, await deps.signingKeys.published(pool), { issuer: issuerOf(pool, deps.publicUrl), now: epochSeconds(deps.clock.now()) })
  return verified.kind !== 'invalid' && verified.payload.token_use === 'id'
}

const page = (code: OidcPageError['code'], developer?: OidcPageError['developer'], client?: AppClient): CheckedAuthorizeRequest => ({
  kind: 'page', error: { code, status: 400, ...(developer !== undefined && { developer }), ...(client !== undefined && { clientId: client.id }) },
})

