import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { type FindUserDeps, requireUser } from './find-user.ts'
import type { UserStore } from './user-store.ts'
import type { User } from './user.ts'

export type DeleteUserDeps = { users: Pick<UserStore, 'deleteUser'> }

/** A user goes, with names, codes, memberships and tokens (Cognito: DeleteUser). */
export const deleteUser = (deps: DeleteUserDeps, input: { pool: UserPool; user: User }): Promise<void> =>
  deps.users.deleteUser(input.pool.id, input.user.id)

/** An operator deletes a user (Cognito: AdminDeleteUser). UserNotFound. */
export const adminDeleteUser = async (deps: DeleteUserDeps & FindUserDeps, input: { pool: UserPool; username: string }): Promise<void> =>
  deleteUser(deps, { pool: input.pool, user: await requireUser(deps, input.pool, input.username) })
