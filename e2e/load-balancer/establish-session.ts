import { checkIdToken } from './check-id-token.ts'
import { fetchUserClaims } from './fetch-user-claims.ts'
import type { LoadBalancerContext } from './load-balancer-context.ts'
import { exchangeCode, exchangeRefreshToken } from './request-tokens.ts'
import type { Session } from './session-cookies.ts'

/** Steps 3 to 5: from a code to a session. */
export const establishSession = async (context: LoadBalancerContext, code: string): Promise<Session> => {
  const { issuer, clientId, clock, sessionTimeoutSeconds } = context.settings
  const tokens = await exchangeCode(context, code)
  const subject = checkIdToken(tokens.idToken, { issuer, clientId, now: clock() })
  const claims = await fetchUserClaims(context, tokens.accessToken, subject)
  return {
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken,
    accessTokenExpiresAt: clock() + tokens.expiresInSeconds,
    sessionExpiresAt: clock() + sessionTimeoutSeconds,
    claims,
  }
}

/**
 * Step 7: the session with a fresh access token and fresh claims, once the old token is over. Undefined means that the
 * user has to sign in again. A session without a refresh token goes on until it times out.
 */
export const refreshSession = async (context: LoadBalancerContext, session: Session): Promise<Session | undefined> => {
  const now = context.settings.clock()
  if (now < session.accessTokenExpiresAt || session.refreshToken === undefined) return session
  try {
    const tokens = await exchangeRefreshToken(context, session.refreshToken)
    const claims = await fetchUserClaims(context, tokens.accessToken, session.claims.sub)
    return { ...session, accessToken: tokens.accessToken, refreshToken: tokens.refreshToken ?? session.refreshToken, accessTokenExpiresAt: now + tokens.expiresInSeconds, claims }
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code === 'AuthenticationFailure') return undefined
    throw thrown
  }
}
