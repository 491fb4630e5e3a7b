import { noteUserChange, type NoteChangeDeps } from '#src/domain/activity/note-change.ts'
import type { Clock } from '#src/domain/clock.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { userNotFound } from './find-user.ts'
import { nameChanges, sameNames } from './user-names.ts'
import type { UserStore } from './user-store.ts'
import type { User } from './user.ts'

export type ChangeUserDeps = NoteChangeDeps & { users: Pick<UserStore, 'updateUser' | 'findUserById'>; clock: Clock }

export type ChangeUserOptions = {
  /** Takes a new name from another user who holds it. */
  takeOver?: boolean
  /** The person is sent no notice: whoever changes this tells them otherwise. */
  quietly?: boolean
}

const TRIES = 5

/**
 * Changes a user by compare-and-set: `change` is applied to the state that is stored, again if somebody else wrote in between,
 * and the names follow the attributes in the same statement. What it changed of contacts and factors is recorded, and the person told.
 * `change` may refuse by throwing. AliasExists when a new name is held by another user and not taken over; UserNotFound when the user
 * is gone.
 */
export const changeUser = async (
  deps: ChangeUserDeps, pool: UserPool, user: User, change: (user: User) => User, options: ChangeUserOptions = {},
): Promise<User> => {
  let current = user
  for (let attempt = 1; ; attempt++) {
    const next = { ...change(current), updatedAt: deps.clock.now() }
    const saved = await save(deps, pool, current, next, options).catch(async (error: unknown) => {
      if (!isDomainError(error) || error.code !== 'ConcurrentModification' || attempt === TRIES) throw error
      const fresh = await deps.users.findUserById(user.poolId, user.id)
      if (!fresh) throw userNotFound()
      current = fresh
      return null
    })
    if (saved === null) continue
    await noteUserChange(deps, pool, current, saved, options.quietly === true)
    return saved
  }
}

const save = (deps: ChangeUserDeps, pool: UserPool, current: User, next: User, { takeOver = false }: ChangeUserOptions): Promise<User> =>
  sameNames(pool, current, next) ? deps.users.updateUser(next) : deps.users.updateUser(next, { names: nameChanges(pool, next), takeOver })

/** Attributes with some set, and the empty ones among them removed. */
export const withAttributes = (attributes: User['attributes'], changes: Readonly<Record<string, string>>): User['attributes'] =>
  Object.fromEntries(Object.entries({ ...attributes, ...changes }).filter(([, value]) => value !== ''))
