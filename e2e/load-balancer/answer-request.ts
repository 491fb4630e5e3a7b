import type { IncomingMessage, ServerResponse } from 'node:http'
import { AuthenticationFailure } from './authentication-failure.ts'
import { checkCallback } from './check-callback.ts'
import { establishSession, refreshSession } from './establish-session.ts'
import { forwardRequest } from './forward-request.ts'
import { CALLBACK_PATH, type LoadBalancerContext } from './load-balancer-context.ts'
import { NONCE_COOKIE, redirectToSignIn } from './redirect-to-sign-in.ts'
import { openSession, sealSession, type CookieJar, type Session } from './session-cookies.ts'
import { actionFor } from './settings.ts'

const COOKIE_LIFETIME_SECONDS = 7 * 24 * 3600

/** What a load balancer with an authenticate-oidc action does with a request, from end to end. */
export const answerRequest = async (context: LoadBalancerContext, req: IncomingMessage, res: ServerResponse): Promise<void> => {
  const url = new URL(req.url ?? '/', context.origin)
  const cookies = readCookies(req.headers.cookie)
  if (url.pathname === CALLBACK_PATH) return finishSignIn(context, url.searchParams, cookies, res)
  const { settings, sealingKey } = context
  const known = openSession(sealingKey, settings.sessionCookieName, cookies, settings.clock())
  const session = known === undefined ? undefined : await refreshSession(context, known)
  if (session === undefined) return answerStranger(context, url, req, res)
  if (session !== known) res.setHeader('set-cookie', sessionCookies(context, session))
  return forwardRequest(context, req, res, session)
}

const answerStranger = async (context: LoadBalancerContext, url: URL, req: IncomingMessage, res: ServerResponse): Promise<void> => {
  switch (actionFor(context.settings.rules, url.pathname)) {
    case 'allow': return forwardRequest(context, req, res, undefined)
    case 'deny': throw new AuthenticationFailure('AuthUnauthenticatedRequest')
    case 'authenticate': {
      const { location, nonce } = redirectToSignIn(context, url.pathname + url.search)
      res.writeHead(302, { location, 'set-cookie': cookie(context, NONCE_COOKIE, nonce) }).end()
    }
  }
}

const finishSignIn = async (context: LoadBalancerContext, query: URLSearchParams, cookies: CookieJar, res: ServerResponse): Promise<void> => {
  const { code, returnTo } = checkCallback(context, query, cookies)
  const session = await establishSession(context, code)
  res.writeHead(302, { location: context.origin + returnTo, 'set-cookie': [...sessionCookies(context, session), cookie(context, NONCE_COOKIE, '', 0)] }).end()
}

/** Step 6. */
const sessionCookies = (context: LoadBalancerContext, session: Session): string[] =>
  Object.entries(sealSession(context.sealingKey, context.settings.sessionCookieName, session)).map(([name, value]) => cookie(context, name, value, COOKIE_LIFETIME_SECONDS))

const cookie = ({ origin }: LoadBalancerContext, name: string, value: string, maxAge?: number): string =>
  [`${name}=${value}`, 'Path=/', 'HttpOnly', ...(origin.startsWith('https:') ? ['Secure'] : []), ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`])].join('; ')

const readCookies = (header = ''): CookieJar =>
  Object.fromEntries(header.split(';').map((pair) => pair.trim().split('=', 2)).filter((pair): pair is [string, string] => pair.length === 2))
