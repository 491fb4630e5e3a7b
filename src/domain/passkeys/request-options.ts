import { minutes } from '#src/contracts/duration.ts'
import type { Passkey } from './passkey.ts'
import type { RelyingParty } from './relying-party.ts'

/** How long a browser waits for its user, in milliseconds. */
const TIMEOUT = minutes(3)

/** PublicKeyCredentialRequestOptionsJSON (WebAuthn §5.1). */
export type RequestOptions = {
  challenge: string
  timeout: number
  rpId: string
  allowCredentials: { type: 'public-key'; id: string; transports?: string[] }[]
  userVerification: 'required' | 'preferred'
}

/** Options for navigator.credentials.get. No passkey named: whichever the device has for the relying party. */
export const requestOptions = (party: RelyingParty, challenge: string, allowed: readonly Pick<Passkey, 'id' | 'transports'>[]): RequestOptions => ({
  challenge,
  timeout: TIMEOUT,
  rpId: party.id,
  allowCredentials: allowed.map(({ id, transports }) => ({ type: 'public-key', id, ...(transports.length > 0 ? { transports } : {}) })),
  userVerification: party.userVerification,
})
