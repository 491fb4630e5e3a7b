import { recordUserEvent, type RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { listAppsWithAccess, type ListAppsWithAccessDeps } from './list-apps-with-access.ts'

export type RevokeAppAccessDeps = RecordUserEventDeps & ListAppsWithAccessDeps & { clock: Clock; tokens: Pick<TokenStore, 'liveFamilies' | 'revokeFamiliesOfClient'> }

/** Ends every refresh token that a user has given an app client, with the access tokens that hang on them. ResourceNotFound for one that holds none. */
export const revokeAppAccess = async (deps: RevokeAppAccessDeps, { pool, user, clientId }: { pool: UserPool; user: User; clientId: string }): Promise<void> => {
  const apps = await listAppsWithAccess(deps, { pool, user })
  if (!apps.some((app) => app.clientId === clientId)) throw new DomainError('ResourceNotFound', 'The application has no access.', { reason: 'app-without-access' })
  await deps.tokens.revokeFamiliesOfClient({ poolId: pool.id, userId: user.id, clientId, at: deps.clock.now() })
  recordUserEvent(deps, { user, type: 'SessionsEnded', details: { which: 'application', application: clientId } })
}
