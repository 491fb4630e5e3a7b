import { recordUserEvent, type RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { type FindUserDeps, requireUser } from './find-user.ts'
import type { User } from './user.ts'

export type GlobalSignOutDeps = RecordUserEventDeps & { tokens: Pick<TokenStore, 'revokeUser'>; clock: Clock }

/** Ends everything a user is signed in to: refresh tokens, access tokens at this pool, hosted sessions (Cognito: GlobalSignOut). */
export const globalSignOut = async (deps: GlobalSignOutDeps, { pool, user }: { pool: UserPool; user: User }): Promise<void> => {
  await deps.tokens.revokeUser(pool.id, user.id, deps.clock.now())
  recordUserEvent(deps, { user, type: 'SessionsEnded', details: { which: 'all' } })
}

/** The same by an operator (Cognito: AdminUserGlobalSignOut). UserNotFound. */
export const adminUserGlobalSignOut = async (deps: GlobalSignOutDeps & FindUserDeps, input: { pool: UserPool; username: string }): Promise<void> =>
  globalSignOut(deps, { pool: input.pool, user: await requireUser(deps, input.pool, input.username) })
