import { minutes } from '#src/contracts/duration.ts'
import type { Random } from '#src/crypto/random.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { userHandleOf } from './credential-response.ts'
import type { PasskeyStore } from './passkey.ts'
import { requirePasskeyRoom, requirePasskeyUser } from './passkey-owner.ts'
import { type RelyingPartyDeps, requireRelyingParty } from './relying-party.ts'

export type StartWebAuthnRegistrationDeps = RelyingPartyDeps & {
  clock: Clock
  random: Pick<Random, 'bytes'>
  passkeys: Pick<PasskeyStore, 'passkeysOfUser' | 'saveChallenge'>
}

export type StartWebAuthnRegistrationInput = { pool: UserPool; client: AppClient; user: User }

/** ES256 and RS256 (RFC 8812), all that is supported. */
export const PASSKEY_ALGORITHMS = [-7, -257] as const

/** PublicKeyCredentialCreationOptionsJSON (WebAuthn §5.4). */
export type CredentialCreationOptions = {
  rp: { id: string; name: string }
  user: { id: string; name: string; displayName: string }
  challenge: string
  pubKeyCredParams: { type: 'public-key'; alg: number }[]
  timeout: number
  excludeCredentials: { type: 'public-key'; id: string; transports?: string[] }[]
  authenticatorSelection: { requireResidentKey: true; residentKey: 'required'; userVerification: 'required' | 'preferred' }
}

const LIFETIME = minutes(5)

/**
 * Options for navigator.credentials.create, good for five minutes and one answer (Cognito: StartWebAuthnRegistration).
 * WebAuthnNotEnabled, WebAuthnConfigurationMissing, LimitExceeded, PasswordResetRequired.
 */
export const startWebAuthnRegistration = async (deps: StartWebAuthnRegistrationDeps, { pool, client, user }: StartWebAuthnRegistrationInput): Promise<CredentialCreationOptions> => {
  requirePasskeyUser(user)
  const party = await requireRelyingParty(deps, pool)
  const passkeys = await deps.passkeys.passkeysOfUser(user.id)
  requirePasskeyRoom(passkeys)
  const challenge = deps.random.bytes(32).toString('base64url')
  const now = deps.clock.now()
  await deps.passkeys.saveChallenge({
    digest: digestToken(challenge), poolId: pool.id, clientId: client.id, userId: user.id, rpId: party.id,
    createdAt: now, expiresAt: new Date(now.getTime() + LIFETIME),
  })
  return {
    rp: { id: party.id, name: party.id },
    user: { id: userHandleOf(user.id), ...passkeyLabel(user) },
    challenge,
    pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: LIFETIME,
    excludeCredentials: passkeys.filter(({ rpId }) => rpId === party.id)
      .map(({ id, transports }) => ({ type: 'public-key', id, ...(transports.length > 0 ? { transports } : {}) })),
    authenticatorSelection: { requireResidentKey: true, residentKey: 'required', userVerification: party.userVerification },
  }
}

/** What devices list a user's passkeys under: what people sign in by, where the username is only an id, and what they are called. */
export const passkeyLabel = ({ id, username, attributes }: User): { name: string; displayName: string } => {
  const name = username === id ? (attributes['email'] ?? attributes['phone_number'] ?? username) : username
  return { name, displayName: attributes['name'] ?? name }
}
