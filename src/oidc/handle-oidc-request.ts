import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolHandler, PoolRequest } from '#src/contracts/pool-request.ts'
import type { RequestOrigin } from '#src/domain/activity/request-origin.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { refuseMethod, sendJson } from './answers.ts'
import { authorize, resume, visitDevice } from './authorize.ts'
import type { BrowserDeps } from './authorize.ts'
import type { CodeGrantDeps } from './grants/redeem-code.ts'
import { introspect } from './introspect.ts'
import { logout } from './logout.ts'
import { PATHS } from './paths.ts'
import type { PublishedDocuments } from './published-documents.ts'
import { revoke } from './revoke.ts'
import { machineEndpoint, token } from './token.ts'
import { userInfo } from './user-info.ts'

export type HandlerDeps = CodeGrantDeps & BrowserDeps & { documents: PublishedDocuments }

type Endpoint = (deps: HandlerDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool) => Promise<void>

const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  [PATHS.authorize, authorizeOrRefuse],
  [PATHS.token, token],
  [PATHS.userInfo, userInfo],
  // Cognito's own documentation and clients write it both ways.
  [PATHS.userInfo.toLowerCase(), userInfo],
  [PATHS.revoke, revoke],
  [PATHS.logout, logout],
  [PATHS.introspect, introspect],
  [PATHS.par, machineEndpoint],
  [PATHS.deviceAuthorization, machineEndpoint],
  [PATHS.device, visitDevice],
])

/** Answers the protocol paths of a pool: each by its own file, the rest with 404. */
export function createOidcHandler(deps: HandlerDeps): PoolHandler {
  return async (req, res, request) => {
    res.setHeader('x-amz-cognito-request-id', request.requestId)
    const pool = await deps.pools.findPool(request.poolId)
    if (pool === null) return sendJson(res, 404, { error: 'not_found' })
    const endpoint = ENDPOINTS.get(request.path)
    if (endpoint !== undefined) return deps.requestOrigins.during(originOf(req, request), () => endpoint(deps, req, res, request, pool))
    if (isWayBack(req, request.path)) return deps.requestOrigins.during(originOf(req, request), () => resume(deps, req, res, request, pool))
    if (await deps.documents.send(req, res, request, pool)) return
    sendJson(res, 404, { error: 'not_found' })
  }
}

/** For the functions of pools and the log of their calls: whoever is here, it is no AWS SDK. */
const originOf = (req: IncomingMessage, request: PoolRequest): RequestOrigin => ({
  wire: 'hosted', address: request.clientIp === '' ? null : request.clientIp, userAgent: req.headers['user-agent'] ?? null, clientId: null, language: null, place: request.place ?? null,
  requestId: request.requestId,
})

function authorizeOrRefuse(...[deps, req, res, request, pool]: Parameters<Endpoint>): Promise<void> {
  if (req.method === 'GET' || req.method === 'HEAD' || req.method === 'POST') return authorize(deps, req, res, request, pool)
  refuseMethod(res, 'GET, POST')
  return Promise.resolve()
}

/** Where the browser returns to from the sign-in page: the pending request's own address. */
const isWayBack = (req: IncomingMessage, path: string): boolean => req.method === 'GET' && /^\/(oauth2\/authorize|device)\/[\w-]+$/.test(path)
