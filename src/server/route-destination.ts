import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolAddress, PoolRequest } from '#src/contracts/pool-request.ts'
import { sendNotice } from './answers.ts'
import { isStaticPath, poolPathKind, splitPoolPath } from './pool-paths.ts'
import type { RequestFacts } from './request-log.ts'
import type { Destination } from './resolve-host.ts'
import type { RootRequest, Runtime } from './runtime.ts'

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>

/** Where requests can go. */
export type Routes = Pick<Runtime, 'awsApi' | 'userImportFiles' | 'brandFiles' | 'oidc' | 'hosted' | 'pages'> & {
  readonly findPool: Runtime['pools']['findPool']
  readonly health: (path: string, res: ServerResponse) => Promise<void>
  /** Style sheets, scripts, icons: on every host. */
  readonly staticFiles: Handler
  /** Pages of the base address: start page, inbox, demo. */
  readonly application: Handler
  /** Null in production. */
  readonly latestMessage: ((res: ServerResponse, query: URLSearchParams) => Promise<void>) | null
}

export type Arrival = {
  readonly destination: Exclude<Destination, { kind: 'unknown' }>
  readonly path: string
  readonly query: string
  readonly facts: RequestFacts
  readonly publicUrl: string
  readonly secure: boolean
}

/** Hands a checked request to the wire it is for, by host and path. */
export async function routeDestination(routes: Routes, req: IncomingMessage, res: ServerResponse, arrival: Arrival): Promise<void> {
  const { destination, path, facts } = arrival
  const reads = req.method === 'GET' || req.method === 'HEAD'
  if (reads && isStaticPath(path)) {
    facts.route = 'page'
    return routes.staticFiles(req, res)
  }
  if (destination.kind === 'pool') return routePool(routes, req, res, arrival, destination.address, path)
  if (path === '/healthz' || path === '/readyz') {
    facts.route = 'health'
    return routes.health(path, res)
  }
  if (path === '/' && !reads) {
    facts.route = 'aws'
    return routes.awsApi(req, res, rootRequest(arrival))
  }
  const split = splitPoolPath(path)
  if (split !== undefined) {
    const basePath = `/${split.poolId}`
    const address = { poolId: split.poolId, origin: arrival.publicUrl, basePath, baseUrl: `${arrival.publicUrl}${basePath}` }
    return routePool(routes, req, res, arrival, address, split.path)
  }
  facts.route = 'page'
  if (path === '/dev/inbox/latest' && reads && routes.latestMessage !== null) return routes.latestMessage(res, new URLSearchParams(arrival.query))
  return routes.application(req, res)
}

async function routePool(routes: Routes, req: IncomingMessage, res: ServerResponse, arrival: Arrival, address: PoolAddress, path: string): Promise<void> {
  const { facts } = arrival
  facts.pool = address.poolId
  const kind = poolPathKind(path)
  if (kind === undefined || (await routes.findPool(address.poolId)) === null) return notFound(req, res)
  const request: PoolRequest = { ...rootRequest(arrival), poolId: address.poolId, address, path, query: arrival.query }
  if (kind === 'oidc') {
    facts.route = 'oidc'
    return routes.oidc(req, res, request)
  }
  if (kind === 'import') {
    facts.route = 'aws'
    return req.method === 'PUT' || req.method === 'GET' || req.method === 'HEAD' ? routes.userImportFiles(req, res, request) : refuseMethod(req, res, 'GET, HEAD, PUT')
  }
  facts.route = 'hosted'
  if (kind === 'branding') return req.method === 'GET' || req.method === 'HEAD' ? routes.brandFiles(req, res, request) : refuseMethod(req, res, 'GET, HEAD')
  if (kind === 'page') return showPage(routes, req, res, request)
  return req.method === 'POST' ? routes.hosted.post(req, res, request) : refuseMethod(req, res, 'POST')
}

async function showPage(routes: Routes, req: IncomingMessage, res: ServerResponse, request: PoolRequest): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'HEAD') return refuseMethod(req, res, 'GET, HEAD')
  const outcome = await routes.hosted.view(req, res, request)
  if (outcome.kind === 'page') return routes.pages.show(req, res, outcome)
  if (outcome.kind === 'document') {
    const text = JSON.stringify(outcome.body)
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    res.end(req.method === 'HEAD' ? undefined : text)
    return
  }
  res.writeHead(303, { location: outcome.location, 'content-length': 0 })
  res.end()
}

const rootRequest = ({ facts, secure }: Arrival): RootRequest => ({ requestId: facts.requestId, clientIp: facts.ip ?? '', place: facts.place ?? null, secure })

const notFound = (req: IncomingMessage, res: ServerResponse): void => sendNotice(req, res, 404, { error: 'not_found', message: 'There is nothing at this address.' })

function refuseMethod(req: IncomingMessage, res: ServerResponse, allowed: string): void {
  res.setHeader('Allow', allowed)
  sendNotice(req, res, 405, { error: 'method_not_allowed', message: 'This address does not take this method.' })
}
