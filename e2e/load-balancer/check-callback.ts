import { AuthenticationFailure } from './authentication-failure.ts'
import type { LoadBalancerContext } from './load-balancer-context.ts'
import { NONCE_COOKIE, type SignInState } from './redirect-to-sign-in.ts'
import { unseal } from './seal.ts'
import type { CookieJar } from './session-cookies.ts'

const LONGEST_SIGN_IN_SECONDS = 15 * 60

/** Step 2: the code of a callback that belongs to this browser's own sign-in, and where it wanted to go. */
export const checkCallback = ({ settings, sealingKey }: LoadBalancerContext, query: URLSearchParams, cookies: CookieJar): { code: string; returnTo: string } => {
  const stateParameter = query.get('state')
  if (stateParameter === null) throw new AuthenticationFailure('AuthMissingStateParam')
  const state = unseal(sealingKey, 'state', stateParameter) as SignInState | undefined
  const nonce = cookies[NONCE_COOKIE]
  if (state === undefined || nonce !== state.nonce) throw new AuthenticationFailure('AuthInvalidStateParam')
  if (settings.clock() - state.startedAt > LONGEST_SIGN_IN_SECONDS) throw new AuthenticationFailure('AuthInvalidStateParam', 'the sign-in took too long')
  const error = query.get('error')
  if (error !== null) throw new AuthenticationFailure(error === 'access_denied' ? 'AuthAccessDenied' : 'AuthAuthorizationEpError', error)
  const code = query.get('code')
  if (code === null) throw new AuthenticationFailure('AuthMissingCodeParam')
  return { code, returnTo: state.returnTo }
}
