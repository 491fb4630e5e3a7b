import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import type { UserEventStore } from './user-event.ts'

/** A page of what happened around an account, newest first. One statement. */
export const listUserEvents = (
  deps: { userEvents: Pick<UserEventStore, 'listUserEvents'> }, { pool, user, ...page }: { pool: UserPool; user: User; after: string | null; limit: number },
): ReturnType<UserEventStore['listUserEvents']> => deps.userEvents.listUserEvents({ ...page, poolId: pool.id, userId: user.id })
