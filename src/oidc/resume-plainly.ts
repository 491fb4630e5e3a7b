import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { answerPlainly } from './answer-plainly.ts'
import { sendPrepared } from './authorization-response.ts'
import type { PlainDeps } from './authorize-plainly.ts'
import { cookieNames, readCookie } from './cookies.ts'
import { PATHS } from './paths.ts'
import { browserOf, isPendingIn } from './stored-interaction.ts'
import type { StoredInteraction } from './stored-interaction.ts'

/**
 * The way back of a plain request whose answer was left with it: sends the browser to the application, as answerPlainly does. False, and
 * nothing done, for everything else: what answerPlainly leaves, and requests that are over or of another browser.
 */
export async function resumePlainly(deps: PlainDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<boolean> {
  const uid = request.path.slice(PATHS.authorize.length + 1)
  const { resume } = cookieNames(pool.id, deps.publicUrl.startsWith('https:'))
  if (request.path !== `${PATHS.authorize}/${uid}` || readCookie(req, resume) !== uid) return false
  const pending = await findPending(deps, req, pool, uid)
  const answer = pending === null ? null : await answerPlainly(deps, req, res, request, pool, { uid, pending })
  if (answer === null) return false
  sendPrepared(res, answer)
  return true
}

/** The pending request, if it is of this browser. */
async function findPending(deps: PlainDeps, req: IncomingMessage, pool: UserPool, uid: string): Promise<StoredInteraction | null> {
  const browser = browserOf(deps, req, pool.id)
  const stored = deps.storedModels(pool.id)
  const kept = browser === null ? null : await stored.find('Interaction', uid)
  // Another instance may have taken the answer.
  const found = kept !== null && kept.payload.result === undefined ? await stored.findFresh('Interaction', uid) : kept
  const pending = found?.payload as StoredInteraction | undefined
  return browser !== null && pending !== undefined && isPendingIn(browser, deps, pending) ? pending : null
}
