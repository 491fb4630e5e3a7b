import { randomBytes } from 'node:crypto'
import { CALLBACK_PATH, type LoadBalancerContext } from './load-balancer-context.ts'
import { seal } from './seal.ts'

export const NONCE_COOKIE = 'AWSALBAuthNonce'

/** What `state` carries through the provider, encrypted. */
export type SignInState = { readonly returnTo: string; readonly nonce: string; readonly startedAt: number }

/** Step 1: the authorization request of a browser that asked for `returnTo`, and the cookie that ties the answer to it. */
export const redirectToSignIn = ({ settings, origin, sealingKey }: LoadBalancerContext, returnTo: string): { location: string; nonce: string } => {
  const nonce = randomBytes(16).toString('base64url')
  const state: SignInState = { returnTo, nonce, startedAt: settings.clock() }
  const location = new URL(settings.authorizationEndpoint)
  const parameters = {
    client_id: settings.clientId,
    redirect_uri: origin + CALLBACK_PATH,
    response_type: 'code',
    scope: settings.scope,
    state: seal(sealingKey, 'state', state),
    ...settings.authenticationRequestExtraParams,
  }
  for (const [name, value] of Object.entries(parameters)) location.searchParams.set(name, value)
  return { location: location.href, nonce }
}
