import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { PlainDeps } from './authorize-plainly.ts'
import { resumePath } from './begin-interaction.ts'
import { findBrowserSession, sendSessionCookie } from './browser-session.ts'
import type { BrowserSession, SessionPayload } from './browser-session.ts'
import { clearCookie, cookieNames, readCookie } from './cookies.ts'
import { newCode, sendCode } from './new-code.ts'
import { PATHS } from './paths.ts'
import { isPlainRequest } from './plain-request.ts'
import { sessionEnd } from './session-lifetime.ts'
import { withClient } from './signed-in-session.ts'
import { browserOf, isPendingIn } from './stored-interaction.ts'
import type { StoredInteraction, StoredLogin } from './stored-interaction.ts'

/**
 * Ends a plain request whose user has signed in: session under a new id, code, and the browser back to the application. One
 * statement, of which racing calls win exactly one; one more when the browser had a session before. False, and nothing done, for
 * everything else: requests that are not plain or not finished, over, of another browser, or won by another call.
 */
export async function resumePlainly(deps: PlainDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<boolean> {
  const uid = request.path.slice(PATHS.authorize.length + 1)
  const secure = deps.publicUrl.startsWith('https:')
  const { resume } = cookieNames(pool.id, secure)
  if (request.path !== `${PATHS.authorize}/${uid}` || readCookie(req, resume) !== uid) return false
  const answered = await findAnswered(deps, req, pool, uid)
  const before = answered === null ? null : await findBrowserSession(deps, req, pool.id)
  if (answered === null || isOfAnother(before, answered.login)) return false
  const { params, login } = answered
  const session = { id: deps.random.token(), payload: sessionAfter(deps, pool, before, login, String(params.client_id)) }
  const code = newCode(deps, params, session.payload)
  if (!(await deps.storedModels(pool.id).redeemInteraction(uid, { oldSessionId: before?.id ?? null, session, code }))) return false
  clearCookie(res, resume, secure, resumePath(request, uid))
  sendSessionCookie(deps, res, pool.id, session)
  sendCode(deps, res, pool, params, code.id)
  return true
}

/** The pending request, if it is plain, of this browser, and answered by a sign-in for a client that is still there. */
async function findAnswered(deps: PlainDeps, req: IncomingMessage, pool: UserPool, uid: string): Promise<{ params: Record<string, unknown>; login: StoredLogin } | null> {
  const browser = browserOf(deps, req, pool.id)
  const stored = deps.storedModels(pool.id)
  const kept = browser === null ? null : await stored.find('Interaction', uid)
  // Another instance may have taken the answer.
  const found = kept !== null && kept.payload.result === undefined ? await stored.findFresh('Interaction', uid) : kept
  const pending = found?.payload as StoredInteraction | undefined
  if (browser === null || pending === undefined || !isPendingIn(browser, deps, pending) || !isLoginAlone(pending)) return null
  const { params, result: { login } = {} } = pending
  const client = await deps.clients.findClient(String(params.client_id))
  return login !== undefined && client?.poolId === pool.id && isPlainRequest(client, params) ? { params, login } : null
}

/** Whether nothing but a sign-in was asked for, of a browser without session. */
const isLoginAlone = ({ prompt: { name, reasons }, session, deviceCode, parJti, trusted, result }: StoredInteraction): boolean =>
  name === 'login' && reasons.every((reason) => reason === 'no_session')
  && [session, deviceCode, parJti, trusted].every((member) => member === undefined)
  && result !== undefined && Object.keys(result).every((member) => member === 'login')

const isOfAnother = (session: BrowserSession | null, { accountId }: StoredLogin): boolean =>
  session?.payload.accountId !== undefined && session.payload.accountId !== accountId

/** The session that goes on, or a new one, with the user in it. Its id is new in any case: whoever knew an id before knows nothing now. */
function sessionAfter(deps: PlainDeps, pool: UserPool, before: BrowserSession | null, login: StoredLogin, clientId: string): SessionPayload {
  const now = epochSeconds(deps.clock.now())
  const { acr: _acr, deviceKey: _deviceKey, ...kept } = before?.payload ?? { iat: now, kind: 'Session', uid: deps.random.token() }
  const { accountId, ts: loginTs, amr, acr, deviceKey, remember } = login
  const session = { ...kept, accountId, loginTs, amr, ...(acr !== undefined && { acr }), ...(deviceKey !== undefined && { deviceKey }), ...(!remember && { transient: true as const }) }
  return withClient(deps, { ...session, exp: sessionEnd(pool, loginTs, now) }, clientId)
}
