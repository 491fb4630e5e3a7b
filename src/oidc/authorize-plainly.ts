import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { sendPrepared } from './authorization-response.ts'
import { beginInteraction } from './begin-interaction.ts'
import { findBrowserSession, sendSessionCookie } from './browser-session.ts'
import type { BrowserSession } from './browser-session.ts'
import { answerWithCode, newCode } from './new-code.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { acceptsSession, sessionEnd } from './session-lifetime.ts'
import { lacksSecondFactor } from './session-strength.ts'
import { withClient } from './signed-in-session.ts'
import type { StoredModels } from './stored-models.ts'

export type PlainDeps = OidcDeps & { storedModels(poolId: string): StoredModels }

/** A checked request of which isPlainRequest says that it is one. */
export type PlainRequest = {
  request: PoolRequest
  pool: UserPool
  client: AppClient
  parameters: Readonly<Record<string, string>>
  /** SHA-256 of the cookie of the browser that asks. */
  browserDigest: string
}

/**
 * Answers a plain authorize request: a browser without session goes to the sign-in page, one whose session serves the client back
 * to the application with a code. False, and nothing done, for any other session: what that needs is oidc-provider's to say. Two
 * statements with a session that knows the client, else one.
 */
export async function authorizePlainly(deps: PlainDeps, req: IncomingMessage, res: ServerResponse, plain: PlainRequest): Promise<boolean> {
  const session = await findBrowserSession(deps, req, plain.pool.id)
  if (session === null) {
    await beginInteraction(deps, res, plain)
    return true
  }
  return session.payload.accountId !== undefined
    && acceptsSession(plain.pool, plain.client, session.payload.loginTs, epochSeconds(deps.clock.now()))
    && !lacksSecondFactor(plain.pool, session.payload)
    && codeOfSession(deps, res, plain, session)
}

/** False when the session has ended meanwhile. */
async function codeOfSession(deps: PlainDeps, res: ServerResponse, { pool, client, parameters }: PlainRequest, before: BrowserSession): Promise<boolean> {
  const stored = deps.storedModels(pool.id)
  const now = deps.clock.now()
  const known = withClient(deps, before.payload, client.id)
  const session = { id: before.id, payload: { ...known, exp: sessionEnd(pool, known.loginTs, epochSeconds(now)) } }
  if (known !== before.payload && !(await stored.update('Session', session.id, session.payload))) return false
  const code = newCode(deps, parameters, session.payload)
  await stored.save('AuthorizationCode', code.id, code.payload)
  sendSessionCookie(deps, res, pool.id, session)
  sendPrepared(res, answerWithCode(deps, pool, parameters, code.id))
  return true
}
