import { DomainError } from '#src/domain/domain-error.ts'
import type { PoolAddresses } from '#src/domain/messages/build-message.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

export type RelyingPartyDeps = { addresses: PoolAddresses }

/** Whom passkeys of a pool are made for, and from where they may be used. */
export type RelyingParty = {
  id: string
  userVerification: 'required' | 'preferred'
  /** Whether one passkey that verified its user counts for two factors. */
  countsAsTwoFactors: boolean
  allowsOrigin(origin: string): boolean
}

/** Whether passkeys are good for anything in the pool: as first factor, or as second (Cognito: SignInPolicy, WebAuthnConfiguration). */
export const usesPasskeys = ({ settings }: Pick<UserPool, 'settings'>): boolean =>
  settings.Policies.SignInPolicy.AllowedFirstAuthFactors.includes('WEB_AUTHN')
  || settings.WebAuthnConfiguration?.FactorConfiguration === 'MULTI_FACTOR_WITH_USER_VERIFICATION'

/**
 * The pool's relying party: RelyingPartyId of its WebAuthnConfiguration, else the host of its hosted pages. Null where passkeys are
 * off, or where that host is an address: passkeys belong to names (WebAuthn §5.1.2, effective domain).
 */
export const findRelyingParty = async ({ addresses }: RelyingPartyDeps, pool: UserPool): Promise<RelyingParty | null> => {
  if (!usesPasskeys(pool)) return null
  const configuration = pool.settings.WebAuthnConfiguration
  const hosted = new URL(await addresses.hostedBaseUrl(pool.id))
  const id = (configuration?.RelyingPartyId ?? hosted.hostname).toLowerCase()
  if (!NAME.test(id)) return null
  const countsAsTwoFactors = configuration?.FactorConfiguration === 'MULTI_FACTOR_WITH_USER_VERIFICATION'
  return {
    id, countsAsTwoFactors,
    userVerification: countsAsTwoFactors ? 'required' : (configuration?.UserVerification ?? 'preferred'),
    allowsOrigin: (origin) => isOriginOf(id, origin, hosted.port),
  }
}

/** As findRelyingParty; WebAuthnNotEnabled, WebAuthnConfigurationMissing. */
export const requireRelyingParty = async (deps: RelyingPartyDeps, pool: UserPool): Promise<RelyingParty> => {
  const party = await findRelyingParty(deps, pool)
  if (party !== null) return party
  if (!usesPasskeys(pool)) throw new DomainError('WebAuthnNotEnabled', 'Passkeys are not enabled for this user pool.', { reason: 'passkeys-off' })
  throw new DomainError('WebAuthnConfigurationMissing', 'The user pool has neither a domain nor a relying party id.', { reason: 'passkeys-without-domain' })
}

/** Host names whose last label is no number: an IP address is no relying party. */
const NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*(?![0-9]+$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/

/** https on the relying party's host or a host below it, on the usual port or the one of the hosted pages; http on loopback names alone. */
const isOriginOf = (rpId: string, origin: string, hostedPort: string): boolean => {
  const url = URL.parse(origin)
  if (url === null || url.origin !== origin) return false
  if (url.hostname !== rpId && !url.hostname.endsWith(`.${rpId}`)) return false
  const isLoopback = url.hostname === 'localhost' || url.hostname.endsWith('.localhost')
  return isLoopback ? url.protocol === 'http:' || url.protocol === 'https:' : url.protocol === 'https:' && (url.port === '' || url.port === hostedPort)
}
