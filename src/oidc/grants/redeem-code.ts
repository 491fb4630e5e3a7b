import type { AuthorizationCode } from 'oidc-provider'
import { equalInConstantTime } from '#src/crypto/constant-time.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { allowedOAuthFlows } from '#src/domain/app-clients/read-app-client.ts'
import { dateOfSeconds, epochSeconds } from '#src/domain/clock.ts'
import { acrOf } from '#src/domain/sign-in/acr.ts'
import type { AuthenticationMethod } from '#src/domain/sign-in/challenge.ts'
import type { UsedFrom } from '#src/domain/sessions/user-session.ts'
import { issueTokens } from '#src/domain/tokens/issue-tokens.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { OAuthRefusal } from '#src/oidc/oauth-error.ts'
import type { OidcDeps } from '#src/oidc/oidc-deps.ts'
import type { Parameters } from '#src/oidc/parameters.ts'
import { digestOf } from '#src/oidc/stored-models.ts'
import type { StoredModels } from '#src/oidc/stored-models.ts'
import { tokenResponse } from '#src/oidc/token-response.ts'

/** What of an authorization code matters when it is redeemed. */
export type RedeemableCode = Source & Partial<Pick<AuthorizationCode, 'redirectUri' | 'codeChallenge' | 'codeChallengeMethod' | 'dpopJkt' | 'nonce' | 'resource' | 'sessionUid' | 'scope'>>
type Source = Partial<Pick<AuthorizationCode, 'clientId' | 'accountId' | 'authTime' | 'amr'>> & { deviceKey?: string }

type Parties = { pool: UserPool; client: AppClient }
export type CodeGrantDeps = OidcDeps & { storedModels(poolId: string): Pick<StoredModels, 'find' | 'forget'> }

const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/

/**
 * The authorization code grant (RFC 6749 §4.1.3, RFC 7636) for an authenticated client that proves no key: once, by the
 * client it was made for, to the same address. One statement when the code was made on this instance, else two.
 */
export async function codeGrant(deps: CodeGrantDeps, parties: Parties, parameters: Parameters, jkt: string | null, usedFrom?: UsedFrom): Promise<object> {
  const { pool, client } = parties
  const { code: value } = parameters
  if (value === undefined) throw new OAuthRefusal('invalid_request', 'The parameter code is missing.')
  if (!allowedOAuthFlows(client).includes('code')) throw new OAuthRefusal('unauthorized_client', 'The client may not use this grant.')
  const stored = deps.storedModels(pool.id)
  const found = await stored.find('AuthorizationCode', value)
  const code = found?.payload as (RedeemableCode & { exp?: number }) | undefined
  if (code === undefined || code.clientId !== client.id || (code.exp ?? 0) <= epochSeconds(deps.clock.now())) {
    throw new OAuthRefusal('invalid_grant', 'The code is unknown or expired, or was made for another client.')
  }
  if (client.settings.Poolhouse.dpopBoundAccessTokens) throw new OAuthRefusal('invalid_grant', 'A DPoP proof is required.')
  const tokens = await redeemCode(deps, parties, { value, code, parameters, jkt, usedFrom })
  stored.forget('AuthorizationCode', value)
  return tokens
}

/** The tokens that a code of this client brings; invalid_grant for another address, verifier or key, or a second use. */
export async function redeemCode(
  deps: OidcDeps, { pool, client }: Parties,
  { value, code, parameters, jkt, usedFrom }: { value: string; code: RedeemableCode; parameters: Parameters; jkt: string | null; usedFrom?: UsedFrom | undefined },
): Promise<object> {
  checkVerifier(parameters.code_verifier, code)
  if (code.redirectUri !== parameters.redirect_uri) throw new OAuthRefusal('invalid_grant', 'The redirect_uri is not the one of the authorize request.')
  if (code.dpopJkt !== undefined && code.dpopJkt !== jkt) throw new OAuthRefusal('invalid_grant', 'The DPoP proof is missing or of another key.')
  const scope = code.scope ?? ''
  const tokens = await issueTokens(deps, {
    pool, client, scopes: scope.split(' ').filter(Boolean),
    authentication: authenticationOf(deps, pool, code),
    grant: { model: 'AuthorizationCode', idDigest: digestOf('AuthorizationCode', value) },
    nonce: code.nonce ?? null, resource: resourceOf(code), jkt, sessionUid: code.sessionUid ?? null, usedFrom,
  })
  return tokenResponse(tokens, scope)
}

/** A verifier is sent if and only if a challenge was (RFC 9700 §2.1.1), and matches it; invalid_grant, whatever is wrong with it. */
function checkVerifier(verifier: string | undefined, { codeChallenge, codeChallengeMethod }: RedeemableCode): void {
  if (verifier === undefined && codeChallenge === undefined) return
  // S256 of RFC 7636 is what a digest of a token is: SHA-256 in base64url.
  const matches = verifier !== undefined && VERIFIER.test(verifier) && codeChallenge !== undefined && codeChallengeMethod === 'S256'
    && equalInConstantTime(codeChallenge, digestToken(verifier))
  if (!matches) throw new OAuthRefusal('invalid_grant', 'The code_verifier does not match the code_challenge.')
}

/** The sign-in that a code or device code stands for; levels have the names of now. */
export function authenticationOf(deps: Pick<OidcDeps, 'clock' | 'random'>, pool: UserPool, source: Source) {
  return {
    poolId: pool.id, clientId: source.clientId ?? '', userId: source.accountId ?? '',
    authTime: source.authTime === undefined ? deps.clock.now() : dateOfSeconds(source.authTime),
    amr: (source.amr ?? []) as AuthenticationMethod[], acr: acrOf(pool, source.amr ?? []),
    eventId: deps.random.uuid(), deviceKey: source.deviceKey ?? null, tokenSource: 'HostedAuth' as const,
  }
}

/** The audience asked for: one at most (RFC 8707). */
export const resourceOf = ({ resource }: { resource?: string | string[] | undefined }): string | null =>
  (Array.isArray(resource) ? resource[0] : resource) ?? null
