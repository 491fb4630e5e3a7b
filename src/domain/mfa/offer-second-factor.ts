import { days } from '#src/contracts/duration.ts'
import type { Clock } from '#src/domain/clock.ts'
import { maskDestination } from '#src/domain/messages/mask-destination.ts'
import type { AuthenticationMethod } from '#src/domain/sign-in/challenge.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import { activeFactors } from './active-factors.ts'
import type { DeclinedOfferStore } from './declined-offer-store.ts'
import { CONTACT_OF, offeredSecondFactors, type SecondFactor } from './second-factors.ts'

export type SecondFactorsToOfferDeps = {
  users: Pick<UserStore, 'findUserById'>
  declinedOffers: Pick<DeclinedOfferStore, 'isOfferDeclined'>
  clock: Clock
}

/** A factor that a user could switch on; `destination` is masked. */
export type OfferedFactor = { factor: SecondFactor; destination: string | null }

/** How long "not now" counts, in milliseconds. */
export const OFFER_PAUSE = days(30)

/**
 * The second factors to offer to somebody who has just signed in, where the pool leaves it to its users and this one has none: an
 * authenticator, and codes to contacts that are proven. Nothing within 30 days of "not now". No statement in pools that offer none.
 */
export const secondFactorsToOffer = async (
  deps: SecondFactorsToOfferDeps, { pool, userId, amr }: { pool: UserPool; userId: string; amr: readonly AuthenticationMethod[] },
): Promise<OfferedFactor[]> => {
  if (pool.settings.MfaConfiguration !== 'OPTIONAL' || amr.includes('mfa') || offeredSecondFactors(pool).length === 0) return []
  const user = await deps.users.findUserById(pool.id, userId)
  if (user === null || activeFactors(pool, user).length > 0) return []
  const factors = factorsFor(pool, user)
  return factors.length === 0 || (await deps.declinedOffers.isOfferDeclined(userId, 'second-factor', deps.clock.now())) ? [] : factors
}

/** "Not now": the offer is not made again for 30 days. */
export const declineSecondFactor = (deps: { declinedOffers: Pick<DeclinedOfferStore, 'declineOffer'>; clock: Clock }, { userId }: { userId: string }): Promise<void> =>
  deps.declinedOffers.declineOffer(userId, 'second-factor', new Date(deps.clock.now().getTime() + OFFER_PAUSE))

const factorsFor = (pool: UserPool, { attributes }: Pick<User, 'attributes'>): OfferedFactor[] =>
  offeredSecondFactors(pool).flatMap((factor): OfferedFactor[] => {
    if (factor === 'SOFTWARE_TOKEN_MFA') return [{ factor, destination: null }]
    const contact = CONTACT_OF[factor]
    const value = attributes[contact]
    return value && attributes[`${contact}_verified`] === 'true' ? [{ factor, destination: maskDestination(contact, value) }] : []
  })
