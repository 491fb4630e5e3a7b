import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { UsedFrom } from '#src/domain/sessions/user-session.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { allowAnyOrigin, answerPreflight, refuseMethod, sendJson, sendOAuthError } from './answers.ts'
import { callProvider } from './call-provider.ts'
import { authenticateClient } from './client-authentication.ts'
import { errorToOAuth } from './error-to-oauth.ts'
import { checkAuthorizePolicy } from './check-authorize-policy.ts'
import { clientCredentialsGrant } from './grants/client-credentials.ts'
import { codeGrant } from './grants/redeem-code.ts'
import type { CodeGrantDeps } from './grants/redeem-code.ts'
import { refreshGrant } from './grants/refresh-token.ts'
import { OAuthRefusal } from './oauth-error.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { FORM_LIMIT, parseParameters, readForm } from './parameters.ts'
import type { Parameters } from './parameters.ts'
import { PATHS } from './paths.ts'
import type { ProviderRegistry } from './provider-registry.ts'

export type MachineDeps = CodeGrantDeps & { providers: ProviderRegistry }

type FastGrant = (deps: CodeGrantDeps, parties: { pool: UserPool; client: AppClient }, parameters: Parameters, jkt: string | null, usedFrom: UsedFrom) => Promise<object>

/** Grants answered here, without oidc-provider, when nothing is proved by signatures: the ones that machines call by the thousand. */
const FAST_GRANTS: ReadonlyMap<string, FastGrant> = new Map<string, FastGrant>([
  ['authorization_code', codeGrant], ['refresh_token', refreshGrant], ['client_credentials', clientCredentialsGrant],
])

/** A form endpoint for machines: reads and checks the form, lets scripts of any origin call, answers refusals as OAuth does. */
export async function answerForm(
  deps: OidcDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, answer: (parameters: Parameters) => Promise<void>,
): Promise<void> {
  if (req.method === 'OPTIONS') return answerPreflight(res, 'POST')
  if (req.method !== 'POST') return refuseMethod(res, 'POST, OPTIONS')
  allowAnyOrigin(res)
  try {
    await answer(await readParameters(req))
  } catch (error) {
    const known = errorToOAuth(error)
    if (known === null || known.status >= 500) deps.log.error({ requestId: request.requestId, error: error instanceof Error ? error.stack : String(error) }, 'a form endpoint failed')
    if (res.headersSent) res.destroy()
    else sendOAuthError(req, res, known ?? { status: 500, error: 'server_error' })
  }
}

async function readParameters(req: IncomingMessage): Promise<Parameters> {
  const form = await readForm(req, FORM_LIMIT)
  if (form === null) throw new OAuthRefusal('invalid_request', 'The body is a form (application/x-www-form-urlencoded) of at most 56 kB.')
  const parsed = parseParameters(form, undefined, FORM_LIMIT)
  if ('ok' in parsed) return parsed.ok
  throw new OAuthRefusal('invalid_request', parsed.problem.kind === 'repeated' ? 'A parameter is repeated.' : 'The form is malformed.')
}

/** `/oauth2/token` (Cognito: token endpoint). */
export const token = (deps: MachineDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<void> =>
  answerForm(deps, req, res, request, async (parameters) => {
    if (parameters.grant_type === undefined) throw new OAuthRefusal('invalid_request', 'The parameter grant_type is missing.')
    const client = signsItsAuthentication(parameters) ? null : await authenticateClient(deps.clients, req, pool.id, parameters)
    const fast = FAST_GRANTS.get(parameters.grant_type)
    const usedFrom = { address: request.clientIp, userAgent: req.headers['user-agent'] ?? null }
    if (fast !== undefined && client !== null && req.headers.dpop === undefined) return sendJson(res, 200, await fast(deps, { pool, client }, parameters, null, usedFrom))
    await passOn(deps, req, res, request, pool, client, parameters)
  })

/** `/oauth2/par` (RFC 9126) and `/oauth2/device_authorization` (RFC 8628 §3.1): oidc-provider's, behind our client authentication. */
export const machineEndpoint = (deps: MachineDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<void> =>
  answerForm(deps, req, res, request, async (parameters) => {
    const client = signsItsAuthentication(parameters) ? null : await authenticateClient(deps.clients, req, pool.id, parameters)
    // Signed requests are checked when they are opened; there, scopes that nobody has are dropped instead of refused.
    if (client !== null && request.path === PATHS.par && parameters.request === undefined) checkAuthorizePolicy(client, parameters)
    await passOn(deps, req, res, request, pool, client, parameters)
  })

const signsItsAuthentication = ({ client_assertion: assertion }: Parameters): boolean => assertion !== undefined

/** The same form with the credentials in one place: oidc-provider refuses two. */
async function passOn(deps: MachineDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool, client: AppClient | null, parameters: Parameters): Promise<void> {
  const [secret] = client?.secrets ?? []
  const credentials = client === null ? {} : { client_id: client.id, ...(secret !== undefined && { client_secret: secret.value }) }
  await callProvider({
    handler: await deps.providers.handlerOf(pool), request, path: request.path, body: new URLSearchParams({ ...parameters, ...credentials }).toString(), browserDigest: null,
  }, req, res)
}
