import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { FindUserDeps } from './find-user.ts'
import { aliasExists, userNames } from './user-names.ts'
import type { User } from './user.ts'

/**
 * AliasExists when a name that the user is about to hold belongs to another one. A courtesy, so that no code is spent in vain: the
 * unique index decides between racing callers.
 */
export const refuseHeldAliases = async (deps: { users: Pick<FindUserDeps['users'], 'findUserByName'> }, pool: UserPool, after: User): Promise<void> => {
  for (const { kind, name } of userNames(pool, after)) {
    if (kind === 'username') continue
    const holder = await deps.users.findUserByName(pool.id, name)
    if (holder && holder.id !== after.id) throw aliasExists(kind)
  }
}
