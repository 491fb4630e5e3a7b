import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { redirect } from './answers.ts'
import { authorizationResponse, responseModeOf, sendPrepared } from './authorization-response.ts'
import { authorizePlainly } from './authorize-plainly.ts'
import { callProvider } from './call-provider.ts'
import { checkAuthorizeRequest } from './check-authorize-request.ts'
import { cookieNames, readCookie, setCookie } from './cookies.ts'
import { issuerOf } from '#src/domain/tokens/issuer.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { FORM_LIMIT, readForm } from './parameters.ts'
import { PATHS } from './paths.ts'
import { isPlainRequest } from './plain-request.ts'
import type { ProviderRegistry } from './provider-registry.ts'
import { resumePlainly } from './resume-plainly.ts'
import type { StoredModels } from './stored-models.ts'

export type BrowserDeps = OidcDeps & { providers: ProviderRegistry; storedModels(poolId: string): StoredModels }

/**
 * `/oauth2/authorize` (Cognito: authorize endpoint): checks what can be told without knowing the browser, then looks at its
 * session: a code at once, or the sign-in page. Plain requests are answered here, all others by oidc-provider. A form (OIDC Core
 * §3.1.2.1) becomes a GET, so that the browser sends the session's cookie along.
 */
export async function authorize(deps: BrowserDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<void> {
  if (req.method === 'POST') return redirectForm(deps, req, res, request)
  const outcome = await checkAuthorizeRequest(deps, pool, request.query)
  switch (outcome.kind) {
    case 'page':
      return deps.pages.error(req, res, request, outcome.error)
    case 'response': {
      const answer = { ...outcome.response, iss: issuerOf(pool, deps.publicUrl) }
      return sendPrepared(res, authorizationResponse(outcome.redirectUri, answer, responseModeOf(outcome.responseType, outcome.responseMode)))
    }
    case 'proceed': {
      const { client, parameters } = outcome
      const browserDigest = ensureBrowser(deps, req, res, request)
      if (req.method === 'GET' && isPlainRequest(client, parameters) && await authorizePlainly(deps, req, res, { request, pool, client, parameters, browserDigest })) return
      await callProvider({
        handler: await deps.providers.handlerOf(pool), request, path: PATHS.authorize, query: new URLSearchParams(parameters).toString(), body: null, browserDigest,
      }, req, res)
    }
  }
}

/** The way back from the sign-in page (`/oauth2/authorize/<uid>`). */
export async function resume(deps: BrowserDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<void> {
  if (!(await resumePlainly(deps, req, res, request, pool))) await visitProvider(deps, req, res, request, pool)
}

/** Everything of oidc-provider that browsers visit. */
export async function visitProvider(deps: BrowserDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<void> {
  const facts = await callProvider({
    handler: await deps.providers.handlerOf(pool), request, path: request.path, query: request.query, body: null,
    browserDigest: ensureBrowser(deps, req, res, request),
  }, req, res)
  const { devicePage } = facts
  if (devicePage === undefined) return
  if (devicePage.step === 'lost') return redirect(res, `${request.address.baseUrl}${PATHS.device}?${new URLSearchParams({ user_code: devicePage.code })}`)
  res.statusCode = 200
  await deps.pages.device(req, res, request, devicePage)
}

const LONGEST_USER_CODE = 32

/**
 * `/device` (RFC 8628 §3.3). A code in the address (§3.3.1) only fills the field in: whoever follows a link must press a button, and
 * compare the code with the one on the device.
 */
export async function visitDevice(deps: BrowserDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<void> {
  const code = req.method === 'POST' ? null : new URLSearchParams(request.query).get('user_code')
  if (code === null) return visitProvider(deps, req, res, request, pool)
  const pages: BrowserDeps['pages'] = {
    ...deps.pages,
    device: (...[asked, answer, of, page]) => deps.pages.device(asked, answer, of, page.step === 'enter' ? { ...page, code: code.slice(0, LONGEST_USER_CODE) } : page),
  }
  await visitProvider({ ...deps, pages }, req, res, { ...request, query: '' }, pool)
}

async function redirectForm(deps: BrowserDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest): Promise<void> {
  const form = await readForm(req, FORM_LIMIT)
  if (form === null) return deps.pages.error(req, res, request, { code: 'invalid_request', status: 400 })
  redirect(res, `${request.address.baseUrl}${PATHS.authorize}?${new URLSearchParams(form)}`)
}

/** Digest of the cookie that ties pending requests to this browser; sets it at the first visit. */
function ensureBrowser(deps: OidcDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest): string {
  const secure = deps.publicUrl.startsWith('https:')
  const { browser } = cookieNames(request.poolId, secure)
  const known = readCookie(req, browser)
  if (known !== null) return digestToken(known)
  const fresh = deps.random.token()
  setCookie(res, browser, fresh, secure)
  return digestToken(fresh)
}
