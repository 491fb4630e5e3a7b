import { createServer, type IncomingMessage } from 'node:http'
import { closeServer, listenLocally } from './listen.ts'
import type { RunningLoadBalancer } from './load-balancer.ts'
import { shardNames } from './session-cookies.ts'
import { LOAD_BALANCER_DEFAULTS } from './settings.ts'
import { verifyUserClaims } from './verify-user-claims.ts'

export type TargetSettings = {
  readonly issuer: string
  readonly clientId: string
  /** The provider's sign-out endpoint, and where it sends the browser afterwards. */
  readonly logoutEndpoint: string
  readonly logoutUri: string
}

export type RunningTarget = { readonly origin: string; /** Says which load balancer to believe. */ trust(loadBalancer: RunningLoadBalancer): void; close(): Promise<void> }

/** An application that knows nothing of OpenID Connect: it believes the signed header of the load balancer in front of it. */
export const startTarget = async (settings: TargetSettings): Promise<RunningTarget> => {
  let trusted: RunningLoadBalancer | undefined
  const server = createServer((req, res) => {
    if (req.url === '/sign-out') return res.writeHead(302, { location: logoutAddress(settings), 'set-cookie': shardNames(LOAD_BALANCER_DEFAULTS.sessionCookieName).map((name) => `${name}=; Path=/; Max-Age=0`) }).end()
    readUser(req, settings, trusted).then(
      (user) => res.writeHead(user === 'forged' ? 403 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(page(user, req.url ?? '/')),
      (thrown: unknown) => res.writeHead(500).end(String(thrown)),
    )
    return res
  })
  const origin = `http://localhost:${await listenLocally(server)}`
  return { origin, trust: (loadBalancer) => { trusted = loadBalancer }, close: () => closeServer(server) }
}

type User = Readonly<Record<string, unknown>> | 'nobody' | 'forged'

const readUser = async (req: IncomingMessage, { issuer, clientId }: TargetSettings, trusted: RunningLoadBalancer | undefined): Promise<User> => {
  const data = req.headers['x-amzn-oidc-data']
  if (typeof data !== 'string' || trusted === undefined) return 'nobody'
  const fetchKey = async (kid: string): Promise<string> => (await fetch(`${trusted.keys}/${kid}`)).text()
  const claims = await verifyUserClaims(data, { arn: trusted.arn, issuer, clientId, now: LOAD_BALANCER_DEFAULTS.clock(), fetchKey })
  return claims === undefined || claims['sub'] !== req.headers['x-amzn-oidc-identity'] ? 'forged' : claims
}

const logoutAddress = ({ logoutEndpoint, clientId, logoutUri }: TargetSettings): string => `${logoutEndpoint}?${new URLSearchParams({ client_id: clientId, logout_uri: logoutUri }).toString()}`

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const page = (user: User, path: string): string => {
  const content = typeof user === 'string' ? `<h1>Nobody is signed in</h1>` : `<h1>Signed in</h1><p data-user>${escape(String(user['email']))}</p><a href="/sign-out">Sign out</a>`
  return `<!doctype html><html lang="en"><title>Behind the load balancer</title><main>${content}<p data-path>${escape(path)}</p></main></html>`
}
