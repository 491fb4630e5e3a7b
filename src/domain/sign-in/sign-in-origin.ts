import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { type TryPlaces, tryPlaces, type TryPlacesDeps } from '#src/domain/attempts/try-places.ts'
import type { Browser } from '#src/domain/devices/browser.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { Wire } from './sign-in-attempt.ts'

/** Where one request of a sign-in comes from. It belongs to the request, and is never kept with the sign-in. */
export type SignInOrigin = {
  /** The person's address as the edge knows it, never as a client says; null when unknown. */
  address: string | null
  /** What the person's browser brings to the hosted pages. */
  browser: Browser | null
  userAgent: string | null
  /** The person ticked "remember this browser". */
  rememberBrowser: boolean
}

/** As wires hand it in: what they do not know they leave out. */
export type GivenOrigin = { [Member in keyof SignInOrigin]?: SignInOrigin[Member] | undefined }

export const originOf = ({ address, browser, userAgent, rememberBrowser }: GivenOrigin): SignInOrigin => ({
  address: address ?? null, browser: browser ?? null, userAgent: userAgent ?? null, rememberBrowser: rememberBrowser === true,
})

type Tried = { pool: UserPool; client: AppClient; wire: Wire; deviceKey: string | null; from?: SignInOrigin | undefined }

/** The places that a try within this sign-in may be counted on. */
export const placesOfSignIn = (deps: TryPlacesDeps, { pool, client, wire, deviceKey, from }: Tried): TryPlaces =>
  tryPlaces(deps, { pool, client, wire, deviceKey, address: from?.address ?? null, browser: from?.browser ?? null })
