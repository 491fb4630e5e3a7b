import { DomainError } from '#src/domain/domain-error.ts'
import type { User } from '#src/domain/users/user.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** The user of a finished sign-in. NotAuthorized when they are gone, disabled, or were signed out everywhere since. */
export const signedInUser = async (deps: Pick<HostedDeps, 'users'>, { pool, flow }: Pick<FlowContext, 'pool' | 'flow'>): Promise<User> => {
  const { signedIn } = flow
  const user = signedIn === undefined ? null : await deps.users.findUserById(pool.id, signedIn.userId)
  if (signedIn === undefined || !user?.enabled || (user.tokensValidFrom !== null && user.tokensValidFrom > new Date(signedIn.authTime))) {
    throw new DomainError('NotAuthorized', 'Invalid session for the user.', { reason: 'session-expired' })
  }
  return user
}
