/** The verifier of WebAuthn responses, loaded when the first passkey comes: it takes a quarter of a second and 25 MB. */
export const webAuthnLibrary = () => import('@simplewebauthn/server')

/** Its readers of single structures. */
export const webAuthnFormats = () => import('@simplewebauthn/server/helpers')
