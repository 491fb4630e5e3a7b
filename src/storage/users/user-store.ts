import type { Sealer } from '#src/crypto/sealing.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { Sql } from '#src/storage/engine/sql.ts'
import { createUser } from './create-user.ts'
import { deleteUser } from './delete-user.ts'
import { createNameReader, findUserById, findUsersById } from './find-users.ts'
import { createUserLister } from './list-users.ts'
import { passwordHistory, setPassword } from './set-password.ts'
import { updateUser } from './update-user.ts'

export type UserStoreDeps = { sql: Sql; sealer: Sealer }

/** Users and their names, by hand-written statements: sign-in and sign-up go through here. */
export function createUserStore(deps: UserStoreDeps): UserStore {
  return {
    findUserByName: createNameReader(deps),
    findUserById: (poolId, userId) => findUserById(deps, poolId, userId),
    findUsersById: (poolId, userIds) => findUsersById(deps, poolId, userIds),
    createUser: (user, names) => createUser(deps, user, names),
    updateUser: (user, change) => updateUser(deps, user, change),
    setPassword: (user, credential, historySize) => setPassword(deps, user, credential, historySize),
    passwordHistory: (userId, limit) => passwordHistory(deps, userId, limit),
    deleteUser: (poolId, userId) => deleteUser(deps, poolId, userId),
    listUsers: createUserLister(deps),
  }
}
