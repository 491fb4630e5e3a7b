import type { ServerResponse } from 'node:http'
import type { RouteKind } from './answer-failure.ts'
import type { Log } from './log.ts'
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
}

/** Writes one line and counts when a request is answered or its client has gone away; probes are logged only at debug level. */
export function logWhenAnswered({ requests, metrics }: { requests: Log; metrics: Pick<Metrics, 'observe'> }, res: ServerResponse, facts: RequestFacts): void {
  res.once('close', () => {
    const ms = Math.round((performance.now() - facts.startedAt) * 10) / 10
    metrics.observe(facts.route, res.statusCode, ms)
    const level = facts.route === 'health' || facts.target.startsWith('/_next/') ? 'debug' : res.statusCode >= 500 ? 'error' : 'info'
    if (!requests.isLevelEnabled(level)) return
    const { requestId, method, pool, ip } = facts
    requests[level]({ requestId, method, path: harmlessPath(facts.target), status: res.statusCode, ms, pool, ip, ...(res.writableFinished ? {} : { aborted: true }) }, 'request')
  })
}

const LONGEST_PATH = 200

/** The path without its query and without ids that continue somebody's flow. */
function harmlessPath(target: string): string {
  const query = target.indexOf('?')
  const path = query === -1 ? target : target.slice(0, query)
  return path.replace(/(\/oauth2\/authorize\/).+$/, '$1:id').replace(/(\/(?:device|logout|_next)\/).+$/, '$1…').slice(0, LONGEST_PATH)
}
