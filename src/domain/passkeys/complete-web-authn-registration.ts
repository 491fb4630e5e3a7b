import { digestToken } from '#src/crypto/token-digest.ts'
import { noteChange, type NoteChangeDeps } from '#src/domain/activity/note-change.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { type ClientData, readClientData, type RegistrationResponse, registrationResponse } from './credential-response.ts'
import { nameForPasskey } from './name-for-passkey.ts'
import type { Passkey, PasskeyStore } from './passkey.ts'
import { MOST_PASSKEYS, requirePasskeyUser } from './passkey-owner.ts'
import { type RelyingParty, type RelyingPartyDeps, requireRelyingParty } from './relying-party.ts'
import { verifyAttestation } from './verify-attestation.ts'

export type CompleteWebAuthnRegistrationDeps = NoteChangeDeps & RelyingPartyDeps & {
  clock: Clock
  passkeys: Pick<PasskeyStore, 'takeChallenge' | 'passkeysOfUser' | 'addPasskey'>
}

export type CompleteWebAuthnRegistrationInput = { pool: UserPool; client: AppClient; user: User; credential: unknown }

/**
 * Stores the passkey that answers a registration; any answer that names its challenge uses it up (Cognito: CompleteWebAuthnRegistration).
 * WebAuthnChallengeNotFound, WebAuthnClientMismatch, WebAuthnOriginNotAllowed, WebAuthnRelyingPartyMismatch, WebAuthnCredentialNotSupported,
 * WebAuthnNotEnabled, WebAuthnConfigurationMissing, LimitExceeded, InvalidParameter, PasswordResetRequired.
 */
export const completeWebAuthnRegistration = async (deps: CompleteWebAuthnRegistrationDeps, input: CompleteWebAuthnRegistrationInput): Promise<Passkey> => {
  const { pool, user } = input
  requirePasskeyUser(user)
  const party = await requireRelyingParty(deps, pool)
  const { given, clientData } = readRegistration(input.credential)
  await takeChallenge(deps, input, party, clientData)
  if (clientData.crossOrigin === true || clientData.topOrigin !== undefined || !party.allowsOrigin(clientData.origin)) {
    throw new DomainError('WebAuthnOriginNotAllowed', 'The origin of the passkey is not allowed.', { reason: 'passkey-origin' })
  }
  const { id, publicKey, counter, aaguid, backedUp } = await verifyAttestation(party, given, clientData)
  const passkey: Passkey = {
    poolId: pool.id, id, userId: user.id, publicKey, counter, aaguid, backedUp,
    transports: given.response.transports ?? [],
    name: nameForPasskey(aaguid, await deps.passkeys.passkeysOfUser(user.id)),
    rpId: party.id, attachment: given.authenticatorAttachment ?? null, createdAt: deps.clock.now(), lastUsedAt: null,
  }
  await deps.passkeys.addPasskey(passkey, MOST_PASSKEYS)
  const { name } = passkey
  await noteChange(deps, pool, user, { type: 'PasskeyAdded', details: { name }, notice: { kind: 'passkeyAdded', name }, undo: { what: 'passkey', id } })
  return passkey
}

const readRegistration = (credential: unknown): { given: RegistrationResponse; clientData: ClientData } => {
  const { data: given } = registrationResponse.safeParse(credential)
  const clientData = given === undefined ? null : readClientData(given.response.clientDataJSON)
  if (given === undefined || clientData?.type !== 'webauthn.create') {
    throw new DomainError('InvalidParameter', 'The credential is not a registration of a passkey.', { field: 'Credential' })
  }
  return { given, clientData }
}

const takeChallenge = async (deps: CompleteWebAuthnRegistrationDeps, input: CompleteWebAuthnRegistrationInput, party: RelyingParty, { challenge }: ClientData): Promise<void> => {
  const taken = await deps.passkeys.takeChallenge(digestToken(challenge), input.user.id)
  if (taken === null || taken.poolId !== input.pool.id || taken.expiresAt <= deps.clock.now()) {
    throw new DomainError('WebAuthnChallengeNotFound', 'The challenge was not found or has expired.', { reason: 'passkey-challenge' })
  }
  if (taken.clientId !== input.client.id) {
    throw new DomainError('WebAuthnClientMismatch', 'The registration was started by another app client.', { reason: 'passkey-client' })
  }
  // The pool was given another name since.
  if (taken.rpId !== party.id) throw new DomainError('WebAuthnRelyingPartyMismatch', 'The passkey was made for another relying party.', { reason: 'passkey-relying-party' })
}
