import { standsForCodes } from '#src/domain/devices/device-policy.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { needsSecondFactor } from '#src/domain/sign-in/gates/second-factor.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { HostedFlow } from './hosted-flow.ts'

/**
 * The user of a finished sign-in. NotAuthorized when they are gone, disabled, were signed out everywhere since, or have a second factor
 * by now that this sign-in has not proven.
 */
export const signedInUser = async (deps: Pick<HostedDeps, 'users'>, { pool, flow }: Pick<FlowContext, 'pool' | 'flow'>): Promise<User> => {
  const { signedIn } = flow
  const user = signedIn === undefined ? null : await deps.users.findUserById(pool.id, signedIn.userId)
  if (!user?.enabled || (user.tokensValidFrom !== null && user.tokensValidFrom > new Date(signedIn?.authTime ?? 0)) || lacksFactor(pool, user, flow)) {
    throw new DomainError('NotAuthorized', 'Invalid session for the user.', { reason: 'session-expired' })
  }
  return user
}

/** A factor that was set up in this very flow needs no other proof, and a remembered browser may stand for one. */
const lacksFactor = (pool: UserPool, user: User, { signedIn, factorSetUp }: HostedFlow): boolean =>
  factorSetUp !== true && !(standsForCodes(pool) && signedIn?.deviceKey != null) && needsSecondFactor({ pool, user, amr: signedIn?.amr ?? [] })
