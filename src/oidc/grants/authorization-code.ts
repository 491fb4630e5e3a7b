import { errors } from 'oidc-provider'
import type Provider from 'oidc-provider'
import type { AuthorizationCode } from 'oidc-provider'
import { dateOfSeconds } from '#src/domain/clock.ts'
import type { AuthenticationMethod } from '#src/domain/sign-in/challenge.ts'
import { issueTokens } from '#src/domain/tokens/issue-tokens.ts'
import { checkDpopReplay, checkDpopRequired, checkPkce, findGrantSource, validateDpop } from '#src/oidc/oidc-provider-internals.ts'
import type { TokenEndpointGrantContext } from '#src/oidc/oidc-provider-internals.ts'
import type { OidcDeps } from '#src/oidc/oidc-deps.ts'
import { translatingRefusals } from '#src/oidc/provider-error.ts'
import { digestOf } from '#src/oidc/stored-models.ts'
import { tokenResponse } from '#src/oidc/token-response.ts'
import { loadParties } from './grant-deps.ts'

export const PARAMETERS = ['code', 'code_verifier', 'redirect_uri'] as const
type Parameters = Partial<Record<(typeof PARAMETERS)[number], string>>
type Context = TokenEndpointGrantContext<Parameters>

const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/

/** Exchanges an authorization code (RFC 6749 §4.1.3, RFC 7636, RFC 9449): once, by the client it was made for, to the same address. */
export async function exchangeCode(deps: OidcDeps, provider: Provider, poolId: string, ctx: Context): Promise<void> {
  const { code: value, redirect_uri: redirectUri } = ctx.oidc.params
  if (value === undefined) throw new errors.InvalidRequest('missing required parameter code')
  const proof = await validateDpop(provider, ctx)
  const code = await findGrantSource<AuthorizationCode>(provider, ctx, provider.AuthorizationCode, value, 'authorization code')
  if (code.isExpired) throw new errors.InvalidGrant('authorization code is expired')
  checkVerifier(ctx.oidc.params.code_verifier, code)
  if (code.redirectUri !== redirectUri) throw new errors.InvalidGrant('authorization code redirect_uri mismatch')
  checkDpopRequired(provider, ctx, proof)
  if (code.dpopJkt !== undefined && code.dpopJkt !== proof?.thumbprint) throw new errors.InvalidGrant('the DPoP proof is missing or of another key')
  await checkDpopReplay(provider, ctx, proof, ctx.oidc.client.clientId)
  await translatingRefusals(async () => {
    const { pool, client } = await loadParties(deps, poolId, ctx.oidc.client.clientId)
    const scopes = [...code.scopes]
    const tokens = await issueTokens(deps, {
      pool, client, scopes,
      authentication: authenticationOf(deps, poolId, code),
      grant: { model: 'AuthorizationCode', idDigest: digestOf('AuthorizationCode', value) },
      nonce: code.nonce ?? null, resource: resourceOf(code), jkt: proof?.thumbprint ?? null, sessionUid: code.sessionUid ?? null,
    })
    ctx.body = tokenResponse(tokens, scopes.join(' '))
  })
}

/** A verifier is sent if and only if a challenge was (RFC 9700 §2.1.1), and matches it; invalid_grant, whatever is wrong with it. */
function checkVerifier(verifier: string | undefined, { codeChallenge, codeChallengeMethod }: AuthorizationCode): void {
  if (verifier !== undefined && !VERIFIER.test(verifier)) throw new errors.InvalidGrant('code_verifier is malformed')
  checkPkce(verifier, codeChallenge, codeChallengeMethod)
}

type Source = Pick<AuthorizationCode, 'clientId' | 'accountId' | 'authTime' | 'amr' | 'acr'>

/** The sign-in that a code or device code stands for. */
export function authenticationOf(deps: Pick<OidcDeps, 'clock' | 'random'>, poolId: string, source: Source) {
  return {
    poolId, clientId: source.clientId ?? '', userId: source.accountId ?? '',
    authTime: source.authTime === undefined ? deps.clock.now() : dateOfSeconds(source.authTime),
    amr: (source.amr ?? []) as AuthenticationMethod[], acr: source.acr ?? null,
    eventId: deps.random.uuid(), deviceKey: null, tokenSource: 'HostedAuth' as const,
  }
}

/** The audience asked for: one at most (RFC 8707). */
export const resourceOf = ({ resource }: { resource?: string | string[] | undefined }): string | null =>
  (Array.isArray(resource) ? resource[0] : resource) ?? null
