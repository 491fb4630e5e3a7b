import type { IncomingMessage, ServerResponse } from 'node:http'
import { digestToken } from '#src/crypto/token-digest.ts'
import { dateOfSeconds, epochSeconds } from '#src/domain/clock.ts'
import { clearCookie, cookieNames, readCookie, setCookie } from './cookies.ts'
import type { SessionOwner } from './model-store.ts'
import type { OidcDeps } from './oidc-deps.ts'

type SessionDeps = Pick<OidcDeps, 'models' | 'publicUrl'>
type ReadingDeps = SessionDeps & Pick<OidcDeps, 'clock'>

/** A browser session as oidc-provider stores it. */
export type SessionPayload = {
  uid: string
  accountId?: string
  /** Epoch seconds. */
  loginTs?: number
  amr?: string[]
  acr?: string
  /** The browser as a device of the user (Cognito: device_key). */
  deviceKey?: string
  /** Ends with the browser. */
  transient?: true
  exp: number
  authorizations?: Record<string, { sid?: string; grantId?: string; persistsLogout?: boolean }>
}
export type BrowserSession = { id: string; payload: SessionPayload }

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

/** The browser's session with the pool while it is alive, or null. One statement when there is a cookie, none otherwise. */
export async function findBrowserSession(deps: ReadingDeps, req: IncomingMessage, poolId: string): Promise<BrowserSession | null> {
  const id = readCookie(req, cookieNames(poolId, deps.publicUrl.startsWith('https:')).session)
  const found = id === null ? null : await deps.models.findSession(poolId, digestToken(id))
  if (id === null || found === null || !isAliveSession(found)) return null
  const payload = found.payload as SessionPayload
  return payload.exp > epochSeconds(deps.clock.now()) ? { id, payload } : null
}

/** Gives the browser its session: until the session ends, or until the browser is closed. */
export function sendSessionCookie({ publicUrl }: Pick<OidcDeps, 'publicUrl'>, res: ServerResponse, poolId: string, { id, payload }: BrowserSession): void {
  const secure = publicUrl.startsWith('https:')
  setCookie(res, cookieNames(poolId, secure).session, id, secure, payload.transient ? {} : { expires: dateOfSeconds(payload.exp) })
}
