import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { DomainError } from '#src/domain/domain-error.ts'
import { cborItemLength } from './cbor-item-length.ts'
import type { RegistrationResponse } from './credential-response.ts'
import type { RelyingParty } from './relying-party.ts'
import { PASSKEY_ALGORITHMS } from './start-web-authn-registration.ts'
import { webAuthnFormats, webAuthnLibrary } from './web-authn-library.ts'

export type NewCredential = { id: string; publicKey: Uint8Array; counter: number; aaguid: string; backedUp: boolean }

/**
 * The credential that a registration brings, for a challenge and an origin that have been checked (WebAuthn §7.1). Attestation is
 * never asked for, so only 'none' and a self-made 'packed' statement are taken: certificates in others name addresses to fetch.
 * WebAuthnRelyingPartyMismatch, WebAuthnCredentialNotSupported.
 */
export const verifyAttestation = async (party: RelyingParty, given: RegistrationResponse, checked: { challenge: string; origin: string }): Promise<NewCredential> => {
  const { verifyRegistrationResponse } = await webAuthnLibrary()
  await requireHarmlessStatement(given)
  try {
    const { registrationInfo: info } = await verifyRegistrationResponse({
      response: given as RegistrationResponseJSON,
      expectedChallenge: checked.challenge,
      expectedOrigin: checked.origin,
      expectedRPID: party.id,
      requireUserVerification: party.userVerification === 'required',
      supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
    })
    if (info === undefined || info.credential.id !== given.id) throw notSupported()
    return { id: info.credential.id, publicKey: info.credential.publicKey, counter: info.credential.counter, aaguid: info.aaguid, backedUp: info.credentialBackedUp }
  } catch (error) {
    if ((error as Error).name === 'UnexpectedRPIDHash') {
      throw new DomainError('WebAuthnRelyingPartyMismatch', 'The passkey was made for another relying party.', { reason: 'passkey-relying-party' })
    }
    throw notSupported(error)
  }
}

const requireHarmlessStatement = async ({ response }: RegistrationResponse): Promise<void> => {
  const bytes = Buffer.from(response.attestationObject, 'base64url')
  if (cborItemLength(bytes) !== bytes.length) throw notSupported()
  const { decodeAttestationObject } = await webAuthnFormats()
  try {
    const decoded = decodeAttestationObject(new Uint8Array(bytes))
    const [format, statement] = [decoded.get('fmt'), decoded.get('attStmt')]
    if (format === 'none' || (format === 'packed' && statement.get('x5c') === undefined)) return
  } catch (error) {
    throw notSupported(error)
  }
  throw notSupported()
}

const notSupported = (cause?: unknown): DomainError =>
  new DomainError('WebAuthnCredentialNotSupported', 'The passkey is not supported.', { reason: 'passkey-not-supported', ...(cause === undefined ? {} : { cause }) })
