import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { allowsFirstFactor, type FirstFactor, firstFactorsOf } from './first-factors.ts'

/** What a user can really begin a sign-in by: of the first factors, those that they have. */
export const waysIn = (pool: UserPool, user: User, passkey: boolean): FirstFactor[] =>
  firstFactorsOf(pool, user, passkey).filter((factor) => allowsFirstFactor(pool, factor) && ((factor !== 'PASSWORD' && factor !== 'PASSWORD_SRP') || user.credential !== null))

/** NotAuthorized for a change that would leave a user without any way to sign in; one who has none now loses nothing. */
export const requireWayIn = (pool: UserPool, before: { user: User; passkey: boolean }, after: { user: User; passkey: boolean }): void => {
  if (waysIn(pool, after.user, after.passkey).length > 0 || waysIn(pool, before.user, before.passkey).length === 0) return
  throw lastWayIn()
}

export const lastWayIn = (): DomainError => new DomainError('NotAuthorized', 'The last way to sign in cannot be removed.', { reason: 'last-way-in' })
