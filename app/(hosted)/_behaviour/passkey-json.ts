type Encoded = { readonly id: string; readonly type: 'public-key'; readonly transports?: AuthenticatorTransport[] }
export type EncodedRequest = { readonly challenge: string; readonly allowCredentials: readonly Encoded[]; readonly rpId: string; readonly timeout: number; readonly userVerification: UserVerificationRequirement }
export type EncodedCreation = Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> & {
  readonly challenge: string
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string }
  readonly excludeCredentials: readonly Encoded[]
}

const decode = (text: string): ArrayBuffer => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0)).buffer
const encode = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const decodeAll = (credentials: readonly Encoded[]): PublicKeyCredentialDescriptor[] => credentials.map((credential) => ({ ...credential, id: decode(credential.id) }))

// Browsers that read JSON themselves also know members that are still to come; the others get what these options have.
type Reader = { parseRequestOptionsFromJSON?(json: unknown): PublicKeyCredentialRequestOptions; parseCreationOptionsFromJSON?(json: unknown): PublicKeyCredentialCreationOptions }
const reader = (): Reader => PublicKeyCredential as unknown as Reader

/** What navigator.credentials.get takes (WebAuthn §5.1.9). */
export const readRequest = (json: EncodedRequest): PublicKeyCredentialRequestOptions =>
  reader().parseRequestOptionsFromJSON?.(json) ?? { ...json, challenge: decode(json.challenge), allowCredentials: decodeAll(json.allowCredentials) }

/** What navigator.credentials.create takes (WebAuthn §5.1.8). */
export const readCreation = (json: EncodedCreation): PublicKeyCredentialCreationOptions =>
  reader().parseCreationOptionsFromJSON?.(json)
  ?? { ...json, challenge: decode(json.challenge), user: { ...json.user, id: decode(json.user.id) }, excludeCredentials: decodeAll(json.excludeCredentials) }

/** The answer of a passkey as text. Written by hand: programs that stand in for the browser's authenticator may lack toJSON. */
export const writeCredential = (credential: PublicKeyCredential): string => {
  const { id, rawId, authenticatorAttachment, response } = credential
  const given = response as Partial<AuthenticatorAssertionResponse & AuthenticatorAttestationResponse> & AuthenticatorResponse
  return JSON.stringify({
    id, rawId: encode(rawId), type: 'public-key', authenticatorAttachment, clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: encode(given.clientDataJSON),
      ...(given.attestationObject && { attestationObject: encode(given.attestationObject), transports: given.getTransports?.() ?? [] }),
      ...(given.authenticatorData && { authenticatorData: encode(given.authenticatorData) }),
      ...(given.signature && { signature: encode(given.signature) }),
      ...(given.userHandle && { userHandle: encode(given.userHandle) }),
    },
  })
}
