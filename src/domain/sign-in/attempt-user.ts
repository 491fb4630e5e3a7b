import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import type { SignInAttempt } from './sign-in-attempt.ts'
import { invalidSession } from './sign-in-refusals.ts'

/** As `requireUnchanged`, of the user who is fetched; one statement, none where it is pretended. */
export const userOfAttempt = async (deps: { users: Pick<UserStore, 'findUserById'> }, pool: UserPool, attempt: SignInAttempt): Promise<User | null> =>
  requireUnchanged(attempt, attempt.userId === null ? null : await deps.users.findUserById(pool.id, attempt.userId))

/**
 * The user of a sign-in under way, unless they were signed out everywhere or got another password since it began; null where it is
 * pretended. NotAuthorized.
 */
export const requireUnchanged = ({ userId, createdAt }: SignInAttempt, user: User | null): User | null => {
  if (userId === null) return null
  if (!user || isAfter(user.tokensValidFrom, createdAt) || isAfter(user.credential?.setAt, createdAt)) throw invalidSession()
  return user
}

const isAfter = (moment: Date | null | undefined, reference: Date): boolean => moment != null && moment > reference
