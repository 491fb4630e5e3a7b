import type { Clock } from '#src/domain/clock.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { type FindUserDeps, requireUser } from './find-user.ts'
import type { User } from './user.ts'

export type GlobalSignOutDeps = { tokens: Pick<TokenStore, 'revokeUser'>; clock: Clock }

/** Ends everything a user is signed in to: refresh tokens, access tokens at this pool, hosted sessions (Cognito: GlobalSignOut). */
export const globalSignOut = (deps: GlobalSignOutDeps, input: { pool: UserPool; user: User }): Promise<void> =>
  deps.tokens.revokeUser(input.pool.id, input.user.id, deps.clock.now())

/** The same by an operator (Cognito: AdminUserGlobalSignOut). UserNotFound. */
export const adminUserGlobalSignOut = async (deps: GlobalSignOutDeps & FindUserDeps, input: { pool: UserPool; username: string }): Promise<void> =>
  globalSignOut(deps, { pool: input.pool, user: await requireUser(deps, input.pool, input.username) })
