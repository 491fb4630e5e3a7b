import { errors } from 'oidc-provider'
import type Provider from 'oidc-provider'
import type { AuthorizationCode } from 'oidc-provider'
import { checkDpopReplay, checkDpopRequired, findGrantSource, validateDpop } from '#src/oidc/oidc-provider-internals.ts'
import type { TokenEndpointGrantContext } from '#src/oidc/oidc-provider-internals.ts'
import type { OidcDeps } from '#src/oidc/oidc-deps.ts'
import { translatingRefusals } from '#src/oidc/provider-error.ts'
import { loadParties } from './grant-deps.ts'
import { redeemCode } from './redeem-code.ts'

export const PARAMETERS = ['code', 'code_verifier', 'redirect_uri'] as const
type Context = TokenEndpointGrantContext<Partial<Record<(typeof PARAMETERS)[number], string>>>

/** The authorization code grant inside oidc-provider: where the request proves a key (RFC 9449) or the client signs its authentication. */
export async function exchangeCode(deps: OidcDeps, provider: Provider, poolId: string, ctx: Context): Promise<void> {
  const { code: value, code_verifier: verifier, redirect_uri: redirectUri } = ctx.oidc.params
  if (value === undefined) throw new errors.InvalidRequest('missing required parameter code')
  const proof = await validateDpop(provider, ctx)
  const code = await findGrantSource<AuthorizationCode>(provider, ctx, provider.AuthorizationCode, value, 'authorization code')
  if (code.isExpired) throw new errors.InvalidGrant('authorization code is expired')
  checkDpopRequired(provider, ctx, proof)
  await checkDpopReplay(provider, ctx, proof, ctx.oidc.client.clientId)
  await translatingRefusals(async () => {
    const parties = await loadParties(deps, poolId, ctx.oidc.client.clientId)
    const parameters = { ...(verifier !== undefined && { code_verifier: verifier }), ...(redirectUri !== undefined && { redirect_uri: redirectUri }) }
    ctx.body = await redeemCode(deps, parties, { value, code, parameters, jkt: proof?.thumbprint ?? null })
  })
}
