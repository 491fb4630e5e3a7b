import type { IncomingMessage, ServerResponse } from 'node:http'
import { digestToken } from '#src/crypto/token-digest.ts'
import { dateOfSeconds } from '#src/domain/clock.ts'
import { clearCookie, cookieNames, readCookie } from './cookies.ts'
import type { SessionOwner } from './model-store.ts'
import type { OidcDeps } from './oidc-deps.ts'

type SessionDeps = Pick<OidcDeps, 'models' | 'publicUrl'>

/** Ends the browser's session with the pool, in the database (so that copied cookies are dead too) and in the browser. */
export async function endSession(deps: SessionDeps, req: IncomingMessage, res: ServerResponse, poolId: string): Promise<void> {
  const secure = deps.publicUrl.startsWith('https:')
  const { session } = cookieNames(poolId, secure)
  const id = readCookie(req, session)
  if (id === null) return
  clearCookie(res, session, secure)
  await deps.models.destroy({ poolId, model: 'Session', idDigest: digestToken(id) })
}

/** A session ends with its user: gone, disabled, or signed out everywhere since. */
export function isAliveSession({ payload, owner }: { payload: Record<string, unknown>; owner: SessionOwner | null }): boolean {
  if (payload['accountId'] === undefined) return true
  if (owner === null || !owner.enabled) return false
  const { loginTs } = payload
  return owner.tokensValidFrom === null || (typeof loginTs === 'number' && dateOfSeconds(loginTs) >= owner.tokensValidFrom)
}

/** Who is signed in to the pool in this browser, or null. One statement when there is a cookie, none otherwise. */
export async function currentAccount(deps: SessionDeps, req: IncomingMessage, poolId: string): Promise<string | null> {
  const id = readCookie(req, cookieNames(poolId, deps.publicUrl.startsWith('https:')).session)
  const found = id === null ? null : await deps.models.findSession(poolId, digestToken(id))
  const account = found !== null && isAliveSession(found) ? found.payload.accountId : null
  return typeof account === 'string' ? account : null
}
