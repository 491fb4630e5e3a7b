import { days } from '#src/contracts/duration.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { Browser } from '#src/domain/devices/browser.ts'
import { type LimitNetworkDeps, networkSubject, type TryFrom } from './limit-network.ts'

/** How long a place stays known after the last sign-in there. */
export const KNOWN_FOR = days(30)

/**
 * Where a try comes from, as far as the user may be known there. A try from a known place is counted by itself, so that somebody else's
 * failures do not lock the user out of it; it locks like every other. The first of these that is the user's counts.
 */
export type TryPlaces = {
  /** Users that a browser is known to, and its name for each. */
  browsers: readonly { userId: string; place: string }[]
  /** The device that a client of the API says it is: one of the user's, and no proof. */
  deviceKey: string | null
  /** Keyed hash of the network; null for an address that stands for nobody. */
  network: string | null
  /** A network counts if the user signed in from it after this moment. */
  networkSince: Date
}

export type TryPlacesDeps = LimitNetworkDeps & { clock: Clock; keyedHash: Pick<KeyedHash, 'name'> }

/** The places that a try could come from; asks nobody. */
export const tryPlaces = (deps: TryPlacesDeps, from: TryFrom & { browser: Browser | null; deviceKey: string | null }): TryPlaces => ({
  browsers: from.browser?.knownAs ?? [],
  deviceKey: from.deviceKey,
  network: networkSubject(deps, from),
  networkSince: new Date(deps.clock.now().getTime() - KNOWN_FOR),
})
