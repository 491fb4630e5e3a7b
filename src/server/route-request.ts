import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoopbackHost } from '#src/config/config.ts'
import { answerFailure, type RouteKind } from './answer-failure.ts'
import { sendNotice } from './answers.ts'
import { createCertificatePermission } from './certificate-permission.ts'
import { checkRequest, removeForeignHeaders } from './check-request.ts'
import { HEALTH_PATHS } from './health.ts'
import { announcesTooMuch, bodyLimit, refuseBody, watchBody } from './limit-body.ts'
import { isFromFar, isInside } from './is-inside.ts'
import { createDomainHosts } from './domain-hosts.ts'
import type { EdgeResponse } from './edge-response.ts'
import { hurryBody } from './hurry-body.ts'
import { isEncrypted, isNameOfHandshake, sendToHttps } from './insist-on-https.ts'
import { createLiveHosts } from './live-hosts.ts'
import type { Log, RequestLines } from './log.ts'
import type { Metrics } from './metrics.ts'
import { isImportUpload } from './pool-paths.ts'
import { createPlaceReader } from './read-place.ts'
import { createPeerReader } from './read-peer.ts'
import { logWhenAnswered, type RequestFacts } from './request-log.ts'
import { createHostResolver, isProbeHost, type Destination } from './resolve-host.ts'
import { routeDestination, type Routes } from './route-destination.ts'
import type { Runtime } from './runtime.ts'
import { setBaseHeaders } from './security-headers.ts'

export type RequestRouterDeps = {
  readonly runtime: Pick<Runtime, 'config' | 'pools' | 'liveDomains' | 'clock'>
  readonly routes: Routes
  readonly log: Log
  /** Takes the line of each request. */
  readonly requests: RequestLines
  readonly metrics: Metrics
}

const NOWHERE: Destination = { kind: 'unknown' }

/**
 * The edge: what every request passes before any wire sees it. Form of the request, host, forwarded headers and size are
 * checked here and nowhere else; a handler that fails is answered by a typed 500 and the process lives.
 */
export function createRequestRouter(deps: RequestRouterDeps): (req: IncomingMessage, res: EdgeResponse) => void {
  const { config, pools } = deps.runtime
  const readPeer = createPeerReader(config.trustProxy)
  const readPlace = createPlaceReader(config)
  const resolveHost = createHostResolver(config, pools)
  const baseHost = hostOf(config.publicUrl)
  const permission = createCertificatePermission({
    liveHosts: createLiveHosts(createDomainHosts(config), deps.runtime.liveDomains), baseHost: new URL(config.publicUrl).hostname, trustProxy: config.trustProxy, clock: deps.runtime.clock,
  })
  const isLocal = isLoopbackHost(new URL(config.publicUrl).hostname)

  const answer = async (req: IncomingMessage, res: ServerResponse, facts: RequestFacts): Promise<void> => {
    const refusal = checkRequest(req)
    if (refusal !== undefined) {
      if (refusal.status === 405) res.setHeader('Allow', 'GET, HEAD, POST, OPTIONS')
      res.setHeader('Connection', 'close')
      return sendNotice(req, res, refusal.status, { error: 'bad_request', message: 'This request cannot be answered.', requestId: facts.requestId })
    }
    const [path, query] = splitTarget(req.url ?? '/')
    const limit = bodyLimit(req, path)
    if (announcesTooMuch(req, limit)) return refuseBody(req, res)
    // Before anything is waited for: the parser goes on handing over what has arrived.
    watchBody(req, limit, () => refuseBody(req, res))
    if (!isImportUpload(req.method, path)) hurryBody(req, res)
    const asked = permission.isAsked(req, path)
    const measured = path === '/metrics' && isInside(req)
    const peer = readPeer(req)
    facts.ip = peer.clientIp
    facts.place = peer.proxied ? readPlace(req) : null
    removeForeignHeaders(req)
    if (HEALTH_PATHS.has(path) && isProbeHost(peer.host)) return routeTo('health', () => deps.routes.health(path, res), facts)
    if (asked) return routeTo('health', () => Promise.resolve(permission.answer(res, query)), facts)
    if (measured) return routeTo('health', () => sendMetrics(res, deps.metrics), facts)
    const resolved = isLocal && isFromFar(req) ? NOWHERE : resolveHost(peer.host)
    const destination = resolved instanceof Promise ? await resolved : resolved
    if (destination.kind === 'unknown' || !isNameOfHandshake(req, peer.host)) return sendNotice(req, res, 421, { error: 'misdirected_request', message: 'Nothing is served under this host name.' })
    if (config.httpsPort !== null && !peer.proxied && !isEncrypted(req)) return sendToHttps(req, res, destination.kind === 'pool' ? destination.address.origin : config.publicUrl)
    req.headers.host = destination.kind === 'pool' ? hostOf(destination.address.origin) : baseHost
    await routeDestination(deps.routes, req, res, { destination, path, query, facts, publicUrl: config.publicUrl, secure: config.secure })
  }

  return (req, res) => {
    const facts: RequestFacts = { requestId: randomUUID(), startedAt: performance.now(), route: 'edge', method: req.method ?? '', target: req.url ?? '' }
    setBaseHeaders(res, { secure: config.secure, requestId: facts.requestId })
    logWhenAnswered(deps, res, facts)
    answer(req, res, facts).catch((err: unknown) => {
      if (!req.socket.destroyed) deps.log.error({ err, requestId: facts.requestId, route: facts.route }, 'a request failed')
      return answerFailure(err, facts.route, req, res, facts.requestId)
    }).catch(() => void res.destroy())
  }
}

function sendMetrics(res: ServerResponse, metrics: Metrics): Promise<void> {
  res.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  res.end(metrics.text())
  return Promise.resolve()
}

async function routeTo(route: RouteKind, work: () => Promise<void>, facts: RequestFacts): Promise<void> {
  facts.route = route
  await work()
}

function splitTarget(target: string): [string, string] {
  const at = target.indexOf('?')
  return at === -1 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)]
}

const hostOf = (origin: string): string => origin.slice(origin.indexOf('//') + 2)
