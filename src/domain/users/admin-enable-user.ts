import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from './change-user.ts'
import { type FindUserDeps, requireUser } from './find-user.ts'

/** Lets a disabled user sign in again (Cognito: AdminEnableUser). UserNotFound. */
export const adminEnableUser = async (deps: ChangeUserDeps & FindUserDeps, input: { pool: UserPool; username: string }): Promise<void> => {
  const user = await requireUser(deps, input.pool, input.username)
  await changeUser(deps, input.pool, user, (current) => ({ ...current, enabled: true }))
}

/** Keeps a user out: no sign-in from now on, and tokens and sessions are dead (Cognito: AdminDisableUser). UserNotFound. */
export const adminDisableUser = async (
  deps: ChangeUserDeps & FindUserDeps & { tokens: Pick<TokenStore, 'revokeUser'> }, input: { pool: UserPool; username: string },
): Promise<void> => {
  const user = await requireUser(deps, input.pool, input.username)
  await changeUser(deps, input.pool, user, (current) => ({ ...current, enabled: false }))
  await deps.tokens.revokeUser(input.pool.id, user.id, deps.clock.now())
}
