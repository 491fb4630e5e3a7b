import type { ServerResponse } from 'node:http'
import type { Place } from '#src/domain/activity/place.ts'
import type { RouteKind } from './answer-failure.ts'
import type { RequestLines } from './log.ts'
import type { Metrics } from './metrics.ts'

/** What the log says of one request. */
export type RequestFacts = {
  readonly requestId: string
  /** Milliseconds of the monotonic clock. */
  readonly startedAt: number
  readonly method: string
  /** Raw target: only its path is logged. */
  readonly target: string
  route: RouteKind
  pool?: string
  ip?: string
  /** For what is remembered of accounts; not logged. */
  place?: Place | null
}

/** Writes one line and counts when a request is answered or its client has gone away; probes are logged only at debug level. */
export function logWhenAnswered({ requests, metrics }: { requests: RequestLines; metrics: Pick<Metrics, 'observe'> }, res: ServerResponse, facts: RequestFacts): void {
  res.on('close', () => {
    const ms = Math.round((performance.now() - facts.startedAt) * 10) / 10
    metrics.observe(facts.route, res.statusCode, ms)
    const level = facts.route === 'health' || facts.target.startsWith('/_next/') ? 'debug' : res.statusCode >= 500 ? 'error' : 'info'
    if (requests.isLevelEnabled(level)) requests.write(level, requestMembers(facts, res, ms))
  })
}

/** The members of the line as JSON text: everything but the path and the pool is of our own making and needs no escapes. */
function requestMembers({ requestId, method, target, pool, ip }: RequestFacts, res: ServerResponse, ms: number): string {
  const ofPool = pool === undefined ? '' : `,"pool":${JSON.stringify(pool)}`
  const ofPeer = ip === undefined ? '' : `,"ip":"${ip}"`
  return `"requestId":"${requestId}","method":"${method}","path":${JSON.stringify(harmlessPath(target))},"status":${res.statusCode},"ms":${ms}${ofPool}${ofPeer}${res.writableFinished ? '' : ',"aborted":true'},"msg":"request"`
}

const LONGEST_PATH = 200

/** The path without its query and without ids that continue somebody's flow. */
function harmlessPath(target: string): string {
  const query = target.indexOf('?')
  const path = query === -1 ? target : target.slice(0, query)
  return path.replace(/(\/oauth2\/authorize\/).+$/, '$1:id').replace(/(\/(?:device|logout|_next)\/).+$/, '$1…').slice(0, LONGEST_PATH)
}
