import { AuthenticationFailure } from './authentication-failure.ts'
import type { LoadBalancerContext } from './load-balancer-context.ts'
import type { Session } from './session-cookies.ts'

const MOST_BYTES = 11 * 1024

/** Step 5: the claims of the user the access token is for. The subject must be the ID token's; claims and token fit in 11 kB. */
export const fetchUserClaims = async ({ settings }: LoadBalancerContext, accessToken: string, subject: string): Promise<Session['claims']> => {
  const answer = await fetch(settings.userInfoEndpoint, { redirect: 'error', headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } })
  if (!answer.ok) throw new AuthenticationFailure('AuthUserinfoEpRequestFailed', String(answer.status))
  const text = await answer.text()
  if (Buffer.byteLength(text) + accessToken.length > MOST_BYTES) throw new AuthenticationFailure('AuthUserinfoResponseSizeExceeded')
  if (!(answer.headers.get('content-type') ?? '').startsWith('application/json')) throw new AuthenticationFailure('AuthInvalidUserinfoResponse', 'not JSON')
  const claims = JSON.parse(text) as Session['claims']
  if (claims.sub !== subject) throw new AuthenticationFailure('AuthInvalidUserinfoResponse', 'another subject')
  return claims
}
