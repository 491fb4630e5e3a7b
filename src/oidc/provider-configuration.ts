import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { epochSeconds } from '#src/domain/clock.ts'
import type { SigningKey } from '#src/crypto/signing-key.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { createAdapter } from './adapter.ts'
import { checkAuthorizePolicy, checkScope } from './check-authorize-policy.ts'
import { cookieNames } from './cookies.ts'
import { devicePages } from './device-pages.ts'
import { CODE_TTL, DEVICE_CODE_TTL, INTERACTION_TTL } from './lifetimes.ts'
import { createInteractionPolicy } from './interaction-policy.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { PATHS } from './paths.ts'
import { translatingRefusals } from './provider-error.ts'
import { renderProviderError } from './render-provider-error.ts'
import { factsOf } from './request-facts.ts'
import { sessionEnd } from './session-lifetime.ts'
import { signInAddress } from './sign-in-address.ts'
import type { StoredModels } from './stored-models.ts'

/** Parameters of Cognito's own, kept with the request for the pages. */
const EXTRA_PARAMETERS = { identity_provider: null, idp_identifier: null, screen_hint: null }

export type ProviderInput = { pool: UserPool; keys: Iterable<SigningKey>; stored: StoredModels; scopes: Set<string> }

/** oidc-provider's configuration for one pool: it checks requests, keeps sessions and codes, and mints nothing itself. */
export function providerConfiguration(deps: OidcDeps, { pool, keys, stored, scopes }: ProviderInput): Configuration {
  const now = () => epochSeconds(deps.clock.now())
  const secure = deps.publicUrl.startsWith('https:')
  const { session, interaction, resume } = cookieNames(pool.id, secure)
  const cookie = { httpOnly: true, sameSite: 'lax', path: '/', signed: false, secure } as const
  return {
    adapter: createAdapter({ poolId: pool.id, stored, models: deps.models, clients: deps.clients, clock: deps.clock, scopes }),
    jwks: { keys: [...keys].map(privateJwk) },
    cookies: { names: { session, interaction, resume }, long: cookie, short: cookie, keys: [] },
    claims: { openid: ['sub'] },
    clientBasedCORS: () => true,
    // A check of ours rides on an extra parameter: the one place that runs for plain, pushed and signed requests, after they are merged.
    extraParams: { ...EXTRA_PARAMETERS, lang: (ctx) => checkMergedRequest(deps, ctx) },
    features: features(),
    fetch: (url) => fetchKeys(deps, String(url)),
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    interactions: { policy: createInteractionPolicy(pool, now), url: (ctx, pending) => signInAddress(deps, factsOf(ctx.req).request, pending.uid, pending.params) },
    issueRefreshToken: () => false,
    loadExistingGrant: impliedGrant,
    pkce: { required: () => false },
    renderError: (ctx, out, error) => renderProviderError(deps, ctx, out, error),
    responseTypes: ['code'],
    allowOmittingSingleRegisteredRedirectUri: false,
    expiresWithSession: () => false,
    routes: {
      authorization: PATHS.authorize, token: PATHS.token, pushed_authorization_request: PATHS.par,
      device_authorization: PATHS.deviceAuthorization, code_verification: PATHS.device,
    },
    scopes: [...scopes],
    ttl: {
      AccessToken: 3600, AuthorizationCode: CODE_TTL, ClientCredentials: 3600, DeviceCode: DEVICE_CODE_TTL, Grant: 3600, IdToken: 3600,
      Interaction: INTERACTION_TTL, RefreshToken: 3600,
      Session: (_ctx, kept) => sessionEnd(pool, kept.loginTs, now()) - now(),
    },
  }
}

function features(): Configuration['features'] {
  return {
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true, ...devicePages },
    devInteractions: { enabled: false },
    dPoP: { enabled: true },
    introspection: { enabled: false },
    pushedAuthorizationRequests: { enabled: true },
    requestObjects: { enabled: true },
    resourceIndicators: {
      enabled: true,
      // Any resource may be named (RFC 8707; Cognito: resource binding): it becomes the audience, its API checks the scopes.
      getResourceServerInfo: (ctx, resource) => ({ scope: ctx.oidc.params?.scope as string, audience: resource, accessTokenFormat: 'jwt' }),
      useGrantedResource: () => true,
    },
    revocation: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
  }
}

async function checkMergedRequest(deps: OidcDeps, ctx: KoaContextWithOIDC): Promise<void> {
  const { params, client, route } = ctx.oidc
  const appClient = client === undefined ? null : await deps.clients.findClient(client.clientId)
  if (params === undefined || appClient === null) return
  factsOf(ctx.req).client = appClient
  const asked = params as Record<string, string | undefined>
  // A device asks for no response type.
  params.scope = await translatingRefusals(() => (route === 'device_authorization' ? checkScope(appClient, asked.scope) : checkAuthorizePolicy(appClient, asked)))
}

/** Everything a client may ask for it has: a grant is made for each answer and never stored. */
async function impliedGrant(ctx: KoaContextWithOIDC) {
  const { provider, client, account, params, resourceServers } = ctx.oidc
  const grant = new provider.Grant({ accountId: account?.accountId ?? '', clientId: client?.clientId ?? '' })
  const scope = String(params?.scope ?? '')
  grant.addOIDCScope(scope)
  for (const resource of Object.keys(resourceServers ?? {})) grant.addResourceScope(resource, scope)
  grant.jti = 'implied'
  return grant
}

/** oidc-provider asks outside for one thing only: the key sets of clients that name an address. */
async function fetchKeys(deps: OidcDeps, url: string): Promise<Response> {
  if (deps.fetchKeys === undefined) throw new Error('Key sets are not fetched here.')
  const { status, headers, body } = await deps.fetchKeys(url)
  const cacheControl = headers['cache-control']
  return new Response(new Uint8Array(body), { status, headers: typeof cacheControl === 'string' ? { 'cache-control': cacheControl } : {} })
}

const privateJwk = ({ privateKey, kid, alg }: SigningKey) => ({ ...privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig' })
