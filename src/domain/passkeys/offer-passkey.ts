import { days } from '#src/contracts/duration.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { DeclinedOfferStore } from '#src/domain/mfa/declined-offer-store.ts'
import type { AuthenticationMethod } from '#src/domain/sign-in/challenge.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { PasskeyStore } from './passkey.ts'
import { findRelyingParty, type RelyingPartyDeps } from './relying-party.ts'
import { offersPasskeySignIn } from './start-passkey-sign-in.ts'

export type OffersPasskeyDeps = RelyingPartyDeps & {
  passkeys: Pick<PasskeyStore, 'passkeysOfUser'>
  declinedOffers: Pick<DeclinedOfferStore, 'isOfferDeclined'>
  clock: Clock
}

/** How long "not now" counts, in milliseconds. */
export const PASSKEY_OFFER_PAUSE = days(30)

/**
 * Whether to offer a first passkey to somebody who has just signed in without one, on pages at `origin`. Not within 30 days of "not now".
 * No statement in pools whose pages take no passkeys.
 */
export const offersPasskey = async (
  deps: OffersPasskeyDeps, { pool, userId, amr, origin }: { pool: UserPool; userId: string; amr: readonly AuthenticationMethod[]; origin: string },
): Promise<boolean> => {
  if (amr.includes('swk') || amr.includes('hwk') || !(await offersPasskeySignIn(deps, { pool, origin }))) return false
  const party = await findRelyingParty(deps, pool)
  const has = (await deps.passkeys.passkeysOfUser(userId)).some(({ rpId }) => rpId === party?.id)
  return !has && !(await deps.declinedOffers.isOfferDeclined(userId, 'passkey', deps.clock.now()))
}

/** "Not now": the offer is not made again for 30 days. */
export const declinePasskey = (deps: { declinedOffers: Pick<DeclinedOfferStore, 'declineOffer'>; clock: Clock }, { userId }: { userId: string }): Promise<void> =>
  deps.declinedOffers.declineOffer(userId, 'passkey', new Date(deps.clock.now().getTime() + PASSKEY_OFFER_PAUSE))
