import type { Clock } from '#src/domain/clock.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { userNotFound } from './find-user.ts'
import { nameChanges, sameNames } from './user-names.ts'
import type { UserStore } from './user-store.ts'
import type { User } from './user.ts'

export type ChangeUserDeps = { users: Pick<UserStore, 'updateUser' | 'findUserById'>; clock: Clock }

const TRIES = 5

/**
 * Changes a user by compare-and-set: `change` is applied to the state that is stored, again if somebody else wrote in between,
 * and the names follow the attributes in the same statement. `change` may refuse by throwing. AliasExists when a new name is
 * held by another user and not taken over; UserNotFound when the user is gone.
 */
export const changeUser = async (
  deps: ChangeUserDeps, pool: UserPool, user: User, change: (user: User) => User, options: { takeOver?: boolean } = {},
): Promise<User> => {
  let current = user
  for (let attempt = 1; ; attempt++) {
    const next = { ...change(current), updatedAt: deps.clock.now() }
    try {
      if (sameNames(pool, current, next)) return await deps.users.updateUser(next)
      return await deps.users.updateUser(next, { names: nameChanges(pool, next), takeOver: options.takeOver ?? false })
    } catch (error) {
      if (!isDomainError(error) || error.code !== 'ConcurrentModification' || attempt === TRIES) throw error
      const fresh = await deps.users.findUserById(user.poolId, user.id)
      if (!fresh) throw userNotFound()
      current = fresh
    }
  }
}

/** Attributes with some set, and the empty ones among them removed. */
export const withAttributes = (attributes: User['attributes'], changes: Readonly<Record<string, string>>): User['attributes'] =>
  Object.fromEntries(Object.entries({ ...attributes, ...changes }).filter(([, value]) => value !== ''))
