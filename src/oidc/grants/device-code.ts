import { errors } from 'oidc-provider'
import type Provider from 'oidc-provider'
import type { DeviceCode } from 'oidc-provider'
import { issueTokens } from '#src/domain/tokens/issue-tokens.ts'
import { checkDpopReplay, checkDpopRequired, findGrantSource, validateDpop } from '#src/oidc/oidc-provider-internals.ts'
import type { TokenEndpointGrantContext } from '#src/oidc/oidc-provider-internals.ts'
import type { OidcDeps } from '#src/oidc/oidc-deps.ts'
import { translatingRefusals } from '#src/oidc/provider-error.ts'
import { digestOf } from '#src/oidc/stored-models.ts'
import { tokenResponse } from '#src/oidc/token-response.ts'
import { loadParties } from './grant-deps.ts'
import { authenticationOf, resourceOf } from './redeem-code.ts'

export const PARAMETERS = ['device_code'] as const
type Context = TokenEndpointGrantContext<{ device_code?: string }>

/** Exchanges a device code once its user has agreed (RFC 8628 §3.4): authorization_pending until then. */
export async function exchangeDeviceCode(deps: OidcDeps, provider: Provider, poolId: string, ctx: Context): Promise<void> {
  const { device_code: value } = ctx.oidc.params
  if (value === undefined) throw new errors.InvalidRequest('missing required parameter device_code')
  const proof = await validateDpop(provider, ctx)
  const code = await findGrantSource<DeviceCode>(provider, ctx, provider.DeviceCode, value, 'device code')
  checkDpopRequired(provider, ctx, proof)
  if (code.isExpired) throw new errors.ExpiredToken('device code is expired')
  if (code.error !== undefined) throw new errors.CustomOIDCProviderError(code.error, code.errorDescription ?? code.error)
  if (code.accountId === undefined) throw new errors.AuthorizationPending()
  await checkDpopReplay(provider, ctx, proof, ctx.oidc.client.clientId)
  await translatingRefusals(async () => {
    const { pool, client } = await loadParties(deps, poolId, ctx.oidc.client.clientId)
    const scopes = [...code.scopes]
    const tokens = await issueTokens(deps, {
      pool, client, scopes,
      authentication: authenticationOf(deps, pool, code),
      grant: { model: 'DeviceCode', idDigest: digestOf('DeviceCode', value) },
      resource: resourceOf(code), jkt: proof?.thumbprint ?? null, sessionUid: code.sessionUid ?? null,
    })
    ctx.body = tokenResponse(tokens, scopes.join(' '))
  })
}
