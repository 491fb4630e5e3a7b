import { AuthenticationFailure } from './authentication-failure.ts'
import { CALLBACK_PATH, type LoadBalancerContext } from './load-balancer-context.ts'

export type Tokens = {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly idToken: string | undefined
  readonly expiresInSeconds: number
}

/** Step 3: trades the code, with the very redirect URI of step 1. The answer must hold an ID token (step 4). */
export const exchangeCode = async (context: LoadBalancerContext, code: string): Promise<Tokens & { idToken: string }> => {
  const { idToken, ...tokens } = await requestTokens(context, { grant_type: 'authorization_code', code, redirect_uri: context.origin + CALLBACK_PATH })
  if (idToken === undefined) throw new AuthenticationFailure('AuthInvalidIdToken', 'the answer holds none: is openid among the scopes?')
  return { ...tokens, idToken }
}

/** Part of step 7: new tokens for a refresh token. */
export const exchangeRefreshToken = (context: LoadBalancerContext, refreshToken: string): Promise<Tokens> =>
  requestTokens(context, { grant_type: 'refresh_token', refresh_token: refreshToken })

const requestTokens = async ({ settings }: LoadBalancerContext, grant: Readonly<Record<string, string>>): Promise<Tokens> => {
  const { clientId, clientSecret, clientAuthentication, tokenEndpoint } = settings
  const basic = `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`
  const answer = await fetch(tokenEndpoint, {
    method: 'POST',
    redirect: 'error',
    headers: { accept: 'application/json', ...(clientAuthentication !== 'body' && { authorization: basic }) },
    body: new URLSearchParams({ ...grant, ...(clientAuthentication !== 'basic' && { client_id: clientId, client_secret: clientSecret }) }),
  })
  const body = (await answer.json()) as Record<string, unknown>
  if (!answer.ok) throw new AuthenticationFailure(body['error'] === 'invalid_grant' ? 'AuthInvalidGrantError' : 'AuthTokenEpRequestFailed', `${answer.status} ${String(body['error'])}`)
  return readTokens(body)
}

const readTokens = (body: Readonly<Record<string, unknown>>): Tokens => {
  const { access_token, id_token, refresh_token, token_type, expires_in } = body
  if (typeof access_token !== 'string' || String(token_type).toLowerCase() !== 'bearer' || typeof expires_in !== 'number') throw new AuthenticationFailure('AuthInvalidTokenResponse')
  const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
  return { accessToken: access_token, idToken: optional(id_token), refreshToken: optional(refresh_token), expiresInSeconds: expires_in }
}
