import { minutes } from '#src/contracts/duration.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import type { Random } from '#src/crypto/random.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { limitAttempt, type LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import { type LimitNetworkDeps, networkSubject } from '#src/domain/attempts/limit-network.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { firstFactorsOfPool } from '#src/domain/sign-in/first-factors.ts'
import { openAttempt, type OpenAttemptDeps } from '#src/domain/sign-in/open-attempt.ts'
import type { Wanted } from '#src/domain/sign-in/wanted-level.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { findRelyingParty, type RelyingParty, type RelyingPartyDeps } from './relying-party.ts'
import { requestOptions, type RequestOptions } from './request-options.ts'

export type StartPasskeySignInDeps = RelyingPartyDeps & OpenAttemptDeps & LimitAttemptDeps & LimitNetworkDeps & { random: Pick<Random, 'bytes' | 'token' | 'uuid'> }

export type StartPasskeySignInInput = {
  pool: UserPool
  client: AppClient
  /** Of the page that asks, from configuration. */
  origin: string
  /** The person's, as the edge knows it. */
  address?: string | null
  /** The level of authentication that is asked for. */
  wanted?: Wanted | null | undefined
}

export type StartedPasskeySignIn = { session: string; options: RequestOptions; expiresAt: Date }

/** As long as a page waits for somebody to choose a passkey, in milliseconds; it asks for another challenge then. */
const LIFETIME = minutes(5)

/**
 * Whether somebody could sign in by a passkey alone on pages at `origin`: the pool lets people in by one, it stands for both factors where
 * two are demanded, and the relying party is at home there. No statement.
 */
export const offersPasskeySignIn = async (deps: RelyingPartyDeps, { pool, origin }: { pool: UserPool; origin: string }): Promise<boolean> =>
  (await partyForPages(deps, pool, origin)) !== null

/**
 * Asks for any passkey, before anybody has said who they are: the passkey says it (WebAuthn §7.2, discoverable credentials). The answer goes
 * to WEB_AUTHN, once and within five minutes. InvalidParameter where passkeys cannot be used; LimitExceeded where too
 * many were asked for from one network.
 */
export const startPasskeySignIn = async (deps: StartPasskeySignInDeps, { pool, client, origin, address = null, wanted = null }: StartPasskeySignInInput): Promise<StartedPasskeySignIn> => {
  const party = await partyForPages(deps, pool, origin)
  if (party === null || !client.settings.SupportedIdentityProviders.includes('COGNITO')) {
    throw new DomainError('InvalidParameter', 'Passkeys are not enabled here.', { reason: 'passkeys-off' })
  }
  const network = networkSubject(deps, { pool, client, wire: 'hosted', address })
  if (network !== null) await limitAttempt(deps, 'passkey-options', network)
  const challenge = deps.random.bytes(32).toString('base64url')
  const options = requestOptions(party, challenge, [])
  const owner = {
    pool, client, user: null, wire: 'hosted', flow: 'HOSTED_PASSKEY', tokenSource: 'HostedAuth', eventId: deps.random.uuid(),
    deviceKey: null, flowState: {}, clientMetadata: undefined,
  } as const
  const next = { challenge: 'WEB_AUTHN', parameters: {}, state: { webAuthn: digestToken(challenge) } } as const
  const { session, attempt } = await openAttempt(deps, { ...owner, amr: [], wanted }, next, deps.random.token(), LIFETIME)
  return { session, options, expiresAt: attempt.expiresAt }
}

const partyForPages = async (deps: RelyingPartyDeps, pool: UserPool, origin: string): Promise<RelyingParty | null> => {
  const party = firstFactorsOfPool(pool).includes('WEB_AUTHN') ? await findRelyingParty(deps, pool) : null
  return party?.allowsOrigin(origin) === true ? party : null
}
