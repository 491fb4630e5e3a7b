import type { KoaContextWithOIDC } from 'oidc-provider'
import { dateOfSeconds } from '#src/domain/clock.ts'
import { acrOf } from '#src/domain/sign-in/acr.ts'
import type { AuthenticationMethod } from '#src/domain/sign-in/challenge.ts'
import { issueTokens } from '#src/domain/tokens/issue-tokens.ts'
import { loadParties } from './grants/grant-deps.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { translatingRefusals } from './provider-error.ts'
import { deviceOfRequest, factsOf } from './request-facts.ts'

/**
 * The answer to `response_type=token` (Cognito: implicit grant): access token, and ID token with `openid`, minted where all
 * tokens are. oidc-provider has prepared an answer with an opaque token of its own, which is stored nowhere and thrown away.
 */
export async function implicitResponse(deps: OidcDeps, poolId: string, ctx: KoaContextWithOIDC, prepared: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { session, client, params, resourceServers } = ctx.oidc
  if (prepared.access_token === undefined || session?.accountId === undefined || client === undefined) return prepared
  const { accountId: userId, loginTs, amr = [], uid } = session
  return translatingRefusals(async () => {
    const parties = await loadParties(deps, poolId, client.clientId)
    const tokens = await issueTokens(deps, {
      ...parties,
      authentication: {
        poolId, clientId: client.clientId, userId, authTime: loginTs === undefined ? deps.clock.now() : dateOfSeconds(loginTs),
        amr: amr as AuthenticationMethod[], acr: acrOf(parties.pool, amr), eventId: deps.random.uuid(), deviceKey: deviceOfRequest(factsOf(ctx.req), userId), tokenSource: 'HostedAuth',
      },
      scopes: String(params?.scope ?? '').split(' ').filter(Boolean),
      nonce: params?.nonce as string | undefined ?? null,
      resource: Object.keys(resourceServers ?? {})[0] ?? null,
      sessionUid: uid, withoutRefreshToken: true,
    })
    return {
      ...(tokens.idToken !== null && { id_token: tokens.idToken }),
      access_token: tokens.accessToken, expires_in: tokens.expiresIn, token_type: tokens.tokenType,
      state: prepared.state, iss: prepared.iss,
    }
  })
}
