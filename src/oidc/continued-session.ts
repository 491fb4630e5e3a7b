import type { IncomingMessage } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import type { Authentication } from '#src/domain/sign-in/challenge.ts'
import { findBrowserSession } from './browser-session.ts'
import type { SessionPayload } from './browser-session.ts'
import type { OidcDeps } from './oidc-deps.ts'
import type { PendingInteraction } from './pending-interaction.ts'

/**
 * The session whose proofs a sign-in took over: only while it is alive in this browser and its user's, may be continued for this request,
 * and is as young as the request wants it (OIDC Core §3.1.2.1, max_age). Whoever signed out meanwhile, or took too long, begins again.
 */
export async function findContinuedSession(
  deps: OidcDeps, req: IncomingMessage, request: PoolRequest, { rememberedAccount, params }: Pick<PendingInteraction, 'rememberedAccount' | 'params'>, { continuedSession, userId }: Authentication,
): Promise<SessionPayload | null> {
  const payload = (await findBrowserSession(deps, req, request.poolId))?.payload
  if (payload === undefined || payload.uid !== continuedSession || payload.accountId !== userId || rememberedAccount?.userId !== userId) return null
  return isYoungEnough(params.max_age, payload.loginTs, epochSeconds(deps.clock.now())) ? payload : null
}

/** Whether a sign-in (epoch seconds) is as young as `max_age` wants it. */
export const isYoungEnough = (maxAge: string | undefined, loginTs: number | undefined, now: number): boolean =>
  maxAge === undefined || (loginTs !== undefined && now - loginTs <= Number(maxAge))
