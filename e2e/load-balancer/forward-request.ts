import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { LoadBalancerContext } from './load-balancer-context.ts'
import type { Session } from './session-cookies.ts'
import { signUserClaims } from './sign-user-claims.ts'

const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade']

/** Step 9: hands the request on. Identity headers are the load balancer's alone: what came from outside is dropped. */
export const forwardRequest = (context: LoadBalancerContext, req: IncomingMessage, res: ServerResponse, session: Session | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = Object.fromEntries(Object.entries(req.headers).filter(([name]) => !name.startsWith('x-amzn-oidc-') && !HOP_BY_HOP.includes(name)))
    const outgoing = httpRequest(new URL(req.url ?? '/', context.settings.target), { method: req.method, headers: { ...headers, ...identityHeaders(context, session) } }, (answer) => {
      const own = res.getHeader('set-cookie')
      const cookies = [...(Array.isArray(own) ? own : []), ...(answer.headers['set-cookie'] ?? [])]
      res.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...(cookies.length > 0 && { 'set-cookie': cookies }) })
      answer.pipe(res).once('finish', resolve)
    })
    outgoing.once('error', reject)
    req.pipe(outgoing)
  })

const identityHeaders = (context: LoadBalancerContext, session: Session | undefined): Record<string, string> =>
  session === undefined ? {} : {
    'x-amzn-oidc-accesstoken': session.accessToken,
    'x-amzn-oidc-identity': session.claims.sub,
    'x-amzn-oidc-data': signUserClaims(context, session.claims),
  }
