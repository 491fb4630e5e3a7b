import { epochSeconds } from '#src/domain/clock.ts'
import { issuerOf } from '#src/domain/tokens/issuer.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { authorizationResponse } from './authorization-response.ts'
import type { PreparedAnswer } from './authorization-response.ts'
import type { SessionPayload } from './browser-session.ts'
import { CODE_TTL } from './lifetimes.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { IMPLIED } from './signed-in-session.ts'

/** An authorization code as oidc-provider stores it, for the user of the session and a plain request. */
export function newCode({ clock, random }: Pick<OidcDeps, 'clock' | 'random'>, parameters: Readonly<Record<string, unknown>>, session: SessionPayload): { id: string; payload: Record<string, unknown> } {
  const now = epochSeconds(clock.now())
  const { uid: sessionUid, accountId, loginTs: authTime, amr, acr, deviceKey } = session
  const { client_id: clientId, code_challenge: codeChallenge, code_challenge_method: codeChallengeMethod, nonce, redirect_uri: redirectUri, scope } = parameters
  const payload = {
    iat: now, exp: now + CODE_TTL, kind: 'AuthorizationCode', clientId, accountId, authTime, amr, acr, deviceKey, codeChallenge, codeChallengeMethod, grantId: IMPLIED,
    nonce, redirectUri, scope, sessionUid,
  }
  return { id: random.token(), payload: Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined)) }
}

/** What sends the browser back to the application with the code. */
export function answerWithCode({ publicUrl }: Pick<OidcDeps, 'publicUrl'>, pool: UserPool, parameters: Readonly<Record<string, unknown>>, code: string): PreparedAnswer {
  const { redirect_uri: redirectUri, state } = parameters
  return authorizationResponse(String(redirectUri), { code, state, iss: issuerOf(pool, publicUrl) }, 'query')
}
