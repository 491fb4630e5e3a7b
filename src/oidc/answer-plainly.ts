import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { CountedTry } from '#src/domain/attempts/attempt-store.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { PreparedAnswer } from './authorization-response.ts'
import type { PlainDeps } from './authorize-plainly.ts'
import { resumePath } from './begin-interaction.ts'
import { findBrowserSession, sendSessionCookie } from './browser-session.ts'
import type { BrowserSession, SessionPayload } from './browser-session.ts'
import { clearCookie, cookieNames } from './cookies.ts'
import { answerWithCode, newCode } from './new-code.ts'
import { isPlainRequest } from './plain-request.ts'
import { sessionEnd } from './session-lifetime.ts'
import { withClient } from './signed-in-session.ts'
import type { StoredInteraction, StoredLogin } from './stored-interaction.ts'

/** A pending request of this browser with the answer it has got, and the try of its sign-in that is still counted, if any. */
export type Answered = { uid: string; pending: StoredInteraction; settles?: CountedTry | undefined }

/**
 * Ends a plain request whose user has signed in: session under a new id, its cookie, code, and the answer that sends the browser back
 * to the application. One statement, of which racing calls win exactly one, and which forgets the try; one more when the browser had a
 * session before. Null, and nothing done, for everything else: requests that are not plain or not finished, or won by another call.
 */
export async function answerPlainly(deps: PlainDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool, { uid, pending, settles }: Answered): Promise<PreparedAnswer | null> {
  const { params, result: { login } = {} } = pending
  if (login === undefined || !isLoginAlone(pending)) return null
  const client = await deps.clients.findClient(String(params.client_id))
  if (client?.poolId !== pool.id || !isPlainRequest(client, params)) return null
  const before = await findBrowserSession(deps, req, pool.id)
  if (isOfAnother(before, login)) return null
  const session = { id: deps.random.token(), payload: sessionAfter(deps, pool, before, login, client.id) }
  const code = newCode(deps, params, session.payload)
  if (!(await deps.storedModels(pool.id).redeemInteraction(uid, { oldSessionId: before?.id ?? null, session, code, settles: settles ?? null }))) return null
  const secure = deps.publicUrl.startsWith('https:')
  clearCookie(res, cookieNames(pool.id, secure).resume, secure, resumePath(request, uid))
  sendSessionCookie(deps, res, pool.id, session)
  return answerWithCode(deps, pool, params, code.id)
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
