import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { validationError } from '#src/domain/validation-error.ts'
import { parseUserFilter } from './parse-user-filter.ts'
import type { ListedUser, UserStore } from './user-store.ts'

/** Users of a page at most (Cognito: ListUsers, "Limit"). */
export const MOST_LISTED = 60

export type ListUsersInput = { pool: UserPool; filter?: string | undefined; limit?: number | undefined; after: string | null }

/** A page of a pool's users, at most 60; `next` goes back in as `after` (Cognito: ListUsers). InvalidParameter. */
export const listUsers = async (deps: { users: Pick<UserStore, 'listUsers'> }, input: ListUsersInput): Promise<{ users: ListedUser[]; next: string | null }> => {
  const limit = input.limit ?? MOST_LISTED
  if (!Number.isInteger(limit) || limit < 0 || limit > MOST_LISTED) {
    throw validationError('limit', limit < 0 ? 'Member must have value greater than or equal to 0' : `Member must have value less than or equal to ${MOST_LISTED}`)
  }
  return deps.users.listUsers({ poolId: input.pool.id, filter: parseUserFilter(input.filter), after: input.after, limit: limit === 0 ? MOST_LISTED : limit })
}
