import type { TokenFamily } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { tracksSessions } from './session-configuration.ts'
import type { SsoSessionStore } from './user-session.ts'

/**
 * Ends the browser session that a token session came through; other token sessions stay. Nothing happens where there is none, or the
 * pool does not track sessions (Cognito: RevokeToken, RevokeAssociatedSessions).
 */
export const endParentSession = async (
  deps: { ssoSessions: Pick<SsoSessionStore, 'endSsoSession'> }, { pool, family }: { pool: UserPool; family: Pick<TokenFamily, 'userId' | 'sessionUid'> },
): Promise<void> => {
  if (tracksSessions(pool) && family.sessionUid !== null) await deps.ssoSessions.endSsoSession(pool.id, family.userId, family.sessionUid)
}
