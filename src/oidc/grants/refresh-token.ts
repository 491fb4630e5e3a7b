import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { UsedFrom } from '#src/domain/sessions/user-session.ts'
import { refreshTokens } from '#src/domain/tokens/refresh-tokens.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { OAuthRefusal } from '#src/oidc/oauth-error.ts'
import type { OidcDeps } from '#src/oidc/oidc-deps.ts'
import type { Parameters } from '#src/oidc/parameters.ts'
import { tokenResponse } from '#src/oidc/token-response.ts'
import { scopesOf } from './grant-deps.ts'

export const PARAMETERS = ['refresh_token', 'scope'] as const

/** The refresh grant (RFC 6749 §6) for an authenticated client; `jkt` is the key whose possession was proved. */
export async function refreshGrant(
  deps: OidcDeps, parties: { pool: UserPool; client: AppClient }, parameters: Parameters, jkt: string | null, usedFrom?: UsedFrom,
): Promise<object> {
  const { refresh_token: refreshToken, scope } = parameters
  if (refreshToken === undefined) throw new OAuthRefusal('invalid_request', 'The parameter refresh_token is missing.')
  if (parties.client.settings.Poolhouse.dpopBoundAccessTokens && jkt === null) throw new OAuthRefusal('invalid_grant', 'A DPoP proof is required.')
  const scopes = scopesOf(scope)
  const tokens = await refreshTokens(deps, { ...parties, refreshToken, jkt, usedFrom, ...(scopes !== undefined && { scopes }) })
  return tokenResponse(tokens, scope ?? tokens.family.scope)
}
