import type { IncomingMessage } from 'node:http'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { dateOfSeconds, epochSeconds } from '#src/domain/clock.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { findBrowserSession } from './browser-session.ts'
import type { OidcDeps } from './oidc-deps.ts'
import type { SignedInBrowser } from './pending-interaction.ts'
import { acceptsSession } from './session-lifetime.ts'
import { lacksSecondFactor } from './session-strength.ts'

/** Who a browser is signed in as, where an authorize request of the client would be answered without asking; null otherwise. */
export async function findSignedIn(deps: OidcDeps, req: IncomingMessage, pool: UserPool, client: AppClient): Promise<SignedInBrowser | null> {
  const payload = (await findBrowserSession(deps, req, pool.id))?.payload
  if (payload?.accountId === undefined || payload.loginTs === undefined) return null
  if (!acceptsSession(pool, client, payload.loginTs, epochSeconds(deps.clock.now())) || lacksSecondFactor(pool, payload)) return null
  const { uid: sessionUid, accountId: userId, amr = [], acr = null } = payload
  return { sessionUid, userId, signedInAt: dateOfSeconds(payload.loginTs), amr, acr }
}
