import { isDomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { userNotFound } from './find-user.ts'
import { keptHashes, makeCredential, type MakeCredentialDeps } from './password-credential.ts'
import type { UserStore } from './user-store.ts'
import type { User } from './user.ts'

export type StorePasswordDeps = MakeCredentialDeps & { users: Pick<UserStore, 'setPassword' | 'findUserById'> }

const TRIES = 5

/**
 * Gives a user a new password, and by `change` a new state in the same statement; applied again to the stored user if somebody else
 * wrote in between. Hashes once. `change` may refuse by throwing. UserNotFound when the user is gone. Policy and history are the
 * caller's to check.
 */
export const storePassword = async (
  deps: StorePasswordDeps, pool: UserPool, user: User, password: string, change: (user: User) => User, options: { temporary?: boolean } = {},
): Promise<User> => {
  const credential = await makeCredential(deps, pool, { username: user.username, password, temporary: options.temporary ?? false })
  let current = user
  for (let attempt = 1; ; attempt++) {
    try {
      return await deps.users.setPassword({ ...change(current), updatedAt: deps.clock.now() }, credential, keptHashes(pool))
    } catch (error) {
      if (!isDomainError(error) || error.code !== 'ConcurrentModification' || attempt === TRIES) throw error
      const fresh = await deps.users.findUserById(user.poolId, user.id)
      if (!fresh) throw userNotFound()
      current = fresh
    }
  }
}
