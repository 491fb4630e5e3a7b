import type { IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { secretMatches } from '#src/domain/app-clients/read-app-client.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { authorizationResponse } from './authorization-response.ts'
import type { ResponseMode } from './authorization-response.ts'
import { DEVICE_CODE_GRANT } from './client-metadata.ts'
import { exchangeCode, PARAMETERS as CODE_PARAMETERS } from './grants/authorization-code.ts'
import { clientCredentialsGrant, PARAMETERS as CLIENT_CREDENTIALS_PARAMETERS } from './grants/client-credentials.ts'
import { exchangeDeviceCode, PARAMETERS as DEVICE_PARAMETERS } from './grants/device-code.ts'
import { loadParties } from './grants/grant-deps.ts'
import { PARAMETERS as REFRESH_PARAMETERS, refreshGrant } from './grants/refresh-token.ts'
import { implicitResponse } from './implicit.ts'
import { issuerOf } from '#src/domain/tokens/issuer.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { checkDpopReplay, compareSecretsBy, openProvider, validateDpop } from './oidc-provider-internals.ts'
import type { ResponseHandler, TokenEndpointGrantContext } from './oidc-provider-internals.ts'
import { providerConfiguration } from './provider-configuration.ts'
import { translatingRefusals } from './provider-error.ts'
import { factsOf } from './request-facts.ts'
import { storedModelsOf } from './stored-models.ts'
import type { KeptModels } from './stored-models.ts'

/** Answers a request that call-provider.ts has prepared. */
export type ProviderHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>

export type ProviderRegistry = {
  /** The pool's provider, made at its first request and again when the pool or its keys have changed. */
  handlerOf(pool: UserPool): Promise<ProviderHandler>
  /** How many are in memory. */
  size(): number
}

/** A provider is some hundred closures and classes: this many keep thousands of pools within a small process. */
const MOST_PROVIDERS = 200

export function createProviderRegistry(deps: OidcDeps, kept: KeptModels): ProviderRegistry {
  const made = new LRUCache<string, { state: string; handler: ProviderHandler }>({ max: MOST_PROVIDERS })
  return {
    async handlerOf(pool) {
      const keys = await deps.signingKeys.published(pool)
      const state = `${pool.version} ${[...keys.keys()].join(' ')}`
      const known = made.get(pool.id)
      if (known?.state === state) return known.handler
      const scopes = new Set(['openid'])
      const provider = new Provider(issuerOf(pool, deps.publicUrl), providerConfiguration(deps, { pool, keys: keys.values(), stored: storedModelsOf(deps, kept, pool.id), scopes }))
      prepare(deps, provider, pool.id, scopes)
      const callback = provider.callback()
      const handler: ProviderHandler = async (req, res) => void (await callback(req, res))
      made.set(pool.id, { state, handler })
      return handler
    },
    size: () => made.size,
  }
}

function prepare(deps: OidcDeps, provider: Provider, poolId: string, scopes: Set<string>): void {
  // Addresses come from headers that call-provider.ts writes from configuration; nobody outside can send them.
  provider.proxy = true
  provider.on('server_error', (ctx, error) => deps.log.error({ pool: poolId, requestId: factsOf(ctx.req).request.requestId, error: error.stack ?? error.message }, 'oidc-provider failed'))
  const failed: (error: Error) => void = (error) => deps.log.error({ pool: poolId, error: error.stack ?? error.message }, 'an answer of oidc-provider failed')
  Reflect.apply(provider.on, provider, ['error', failed]) // Koa's own event, which the types of Provider leave out
  openProvider(provider, scopes, {
    query: respondBy(deps, poolId, 'query'), fragment: respondBy(deps, poolId, 'fragment'), form_post: respondBy(deps, poolId, 'form_post'),
  })
  compareSecretsBy(provider, async (clientId, given) => {
    const client = await deps.clients.findClient(clientId)
    return client !== null && secretMatches(client, given)
  })
  provider.registerGrantType('authorization_code', (ctx) => exchangeCode(deps, provider, poolId, ctx), CODE_PARAMETERS)
  provider.registerGrantType(DEVICE_CODE_GRANT, (ctx) => exchangeDeviceCode(deps, provider, poolId, ctx), DEVICE_PARAMETERS)
  provider.registerGrantType('refresh_token', (ctx) => grantWithProof(deps, provider, poolId, ctx, refreshGrant), REFRESH_PARAMETERS)
  provider.registerGrantType('client_credentials', (ctx) => grantWithProof(deps, provider, poolId, ctx, clientCredentialsGrant), CLIENT_CREDENTIALS_PARAMETERS)
}

/** The grants of the fast path, where the request proves a key (RFC 9449) or the client signs its authentication. */
async function grantWithProof(deps: OidcDeps, provider: Provider, poolId: string, ctx: TokenEndpointGrantContext, grant: typeof refreshGrant): Promise<void> {
  const proof = await validateDpop(provider, ctx)
  await checkDpopReplay(provider, ctx, proof, ctx.oidc.client.clientId)
  await translatingRefusals(async () => {
    const parties = await loadParties(deps, poolId, ctx.oidc.client.clientId)
    const parameters = Object.fromEntries(Object.entries(ctx.oidc.params).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
    ctx.body = await grant(deps, parties, parameters, proof?.thumbprint ?? null)
  })
}

function respondBy(deps: OidcDeps, poolId: string, mode: ResponseMode): ResponseHandler {
  return async (ctx: KoaContextWithOIDC, redirectUri, response) => {
    const complete = await implicitResponse(deps, poolId, ctx, response)
    const { status, headers, body } = authorizationResponse(redirectUri, complete, mode)
    // Not written yet: the session's cookie is set on the way out.
    ctx.status = status
    ctx.set({ ...headers })
    ctx.body = body
  }
}
