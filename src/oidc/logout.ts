import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { verifyJwt } from '#src/crypto/jwt.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { allowedRedirectUris, clientScopes, logoutUris } from '#src/domain/app-clients/read-app-client.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import { issuerOf } from '#src/domain/tokens/issuer.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { redirect, refuseMethod } from './answers.ts'
import { endSession } from './browser-session.ts'
import type { OidcDeps, OidcPageError } from './oidc-deps.ts'
import { FORM_LIMIT, parseParameters, readForm } from './parameters.ts'
import type { Parameters } from './parameters.ts'
import { PATHS } from './paths.ts'

type Outcome = { kind: 'go'; to: string; status: 302 | 303 } | { kind: 'signed-out'; clientId: string | null } | { kind: 'refused'; error: OidcPageError }

/**
 * `/logout`: Cognito's two forms (client_id with logout_uri, or with redirect_uri and response_type) and RP-initiated logout
 * (id_token_hint, post_logout_redirect_uri, state). Ends the browser's session; tokens live on. Nobody is sent to an address
 * that is not registered, character by character, and then nothing else happens either.
 */
export async function logout(deps: OidcDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'POST') return refuseMethod(res, 'GET, POST')
  const text = req.method === 'POST' ? await readForm(req, FORM_LIMIT) : request.query
  const parsed = text === null ? null : parseParameters(text)
  if (parsed === null || 'problem' in parsed) return deps.pages.error(req, res, request, { code: 'invalid_request', status: 400 })
  const outcome = await decide(deps, request, pool, parsed.ok)
  if (outcome.kind === 'refused') return deps.pages.error(req, res, request, outcome.error)
  await endSession(deps, req, res, request.poolId)
  if (outcome.kind === 'go') return redirect(res, outcome.to, outcome.status)
  await deps.pages.signedOut(req, res, request, outcome.clientId)
}

async function decide(deps: OidcDeps, request: PoolRequest, pool: UserPool, parameters: Parameters): Promise<Outcome> {
  const hinted = await hintedClientId(deps, pool, parameters.id_token_hint)
  if (hinted === 'forged') return refused('invalid_request', { parameter: 'id_token_hint', registered: [] })
  const clientId = parameters.client_id ?? hinted
  if (clientId === null) return refused('invalid_request', { parameter: 'client_id', registered: [], hint: 'Send client_id with logout_uri, or id_token_hint.' })
  const client = await deps.clients.findClient(clientId)
  if (client === null || client.poolId !== pool.id) return refused('unknown_client', { parameter: 'client_id', sent: clientId, registered: [] })
  if (hinted !== null && hinted !== client.id) return refused('invalid_request', { parameter: 'id_token_hint', registered: [], hint: 'The hint is of another client.' })
  const { logout_uri: logoutUri, redirect_uri: redirectUri, post_logout_redirect_uri: postLogoutUri } = parameters
  if (logoutUri !== undefined) return registered(client, 'logout_uri', logoutUri) ?? { kind: 'go', to: logoutUri, status: 302 }
  if (postLogoutUri !== undefined) {
    return registered(client, 'post_logout_redirect_uri', postLogoutUri) ?? { kind: 'go', to: withState(postLogoutUri, parameters.state), status: 303 }
  }
  if (redirectUri !== undefined) return backToSignIn(request, client, parameters, redirectUri)
  if (hinted !== null) return { kind: 'signed-out', clientId: client.id }
  return refused('invalid_request', { parameter: 'logout_uri', registered: [...logoutUris(client)], hint: 'Send logout_uri, or redirect_uri with response_type.' })
}

/** Signs out, and shows the sign-in page of the same client with the same parameters (Cognito: logout endpoint). */
function backToSignIn(request: PoolRequest, client: AppClient, parameters: Parameters, redirectUri: string): Outcome {
  if (!allowedRedirectUris(client).includes(redirectUri)) {
    return refused('logout_mismatch', { parameter: 'redirect_uri', sent: redirectUri, registered: [...allowedRedirectUris(client)] }, client)
  }
  if (parameters.response_type === undefined) return refused('invalid_request', { parameter: 'response_type', registered: [] }, client)
  const query = new URLSearchParams({ scope: clientScopes(client).join(' '), ...parameters, prompt: 'login' })
  return { kind: 'go', to: `${request.address.baseUrl}${PATHS.login}?${query}`, status: 302 }
}

function registered(client: AppClient, parameter: string, uri: string): Outcome | null {
  const known = logoutUris(client)
  return known.includes(uri) ? null : refused('logout_mismatch', { parameter, sent: uri, registered: [...known], hint: 'Add this address to LogoutURLs of the app client.' }, client)
}

const withState = (uri: string, state: string | undefined): string =>
  state === undefined ? uri : `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams({ state })}`

/** The client an ID token was made for, whether or not it has expired; null without a hint. */
async function hintedClientId(deps: OidcDeps, pool: UserPool, hint: string | undefined): Promise<string | null | 'forged'> {
  if (hint === undefined) return null
  const verified = verifyJwt(hint, await deps.signingKeys.published(pool), { issuer: issuerOf(pool, deps.publicUrl), now: epochSeconds(deps.clock.now()) })
  if (verified.kind === 'invalid' || verified.payload.token_use !== 'id' || typeof verified.payload.aud !== 'string') return 'forged'
  return verified.payload.aud
}

const refused = (code: OidcPageError['code'], developer: NonNullable<OidcPageError['developer']>, client?: AppClient): Outcome =>
  ({ kind: 'refused', error: { code, status: 400, developer, ...(client !== undefined && { clientId: client.id }) } })
