import type { ServerResponse } from 'node:http'
import { sendJson } from './answers.ts'
import type { Log } from './log.ts'

export const HEALTH_PATHS: ReadonlySet<string> = new Set(['/healthz', '/readyz'])

export type HealthDeps = { readonly database: { ping(): Promise<void> }; readonly isStopping: () => boolean; readonly log: Log }

/** `/healthz`: the process answers. `/readyz`: it also reaches its database and is not about to stop (503 otherwise). */
export async function answerHealth(deps: HealthDeps, path: string, res: ServerResponse): Promise<void> {
  if (path === '/healthz') return sendJson(res, 200, { status: 'ok' })
  if (deps.isStopping()) return sendJson(res, 503, { status: 'stopping' })
  const reachable = await deps.database.ping().then(() => true, (err: unknown) => {
    deps.log.warn({ err }, 'the database does not answer')
    return false
  })
  sendJson(res, reachable ? 200 : 503, { status: reachable ? 'ready' : 'unavailable', database: reachable ? 'ok' : 'unreachable' })
}
