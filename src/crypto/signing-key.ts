import { createHash, createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

/** Public half of a signing key as published in the JWKS (RFC 7517 §4); `n` and `e` are base64url. */
export type PublicSigningJwk = { kty: 'RSA'; n: string; e: string; alg: 'RS256'; use: 'sig'; kid: string }

/** A signing key as stored; `privateKeyPem` (PKCS #8) is a secret, to be sealed at rest. */
export type SigningKeyMaterial = { kid: string; alg: 'RS256'; publicJwk: PublicSigningJwk; privateKeyPem: string }

/** A signing key ready for use: made once for each key, not for each token. */
export type SigningKey = {
  kid: string
  alg: 'RS256'
  privateKey: KeyObject
  publicKey: KeyObject
  publicJwk: PublicSigningJwk
  /** Encoded JWS header `{"kid","alg"}`, with no `typ`, as Cognito writes it. */
  headerSegment: string
}

const generateRsaKeyPair = promisify(generateKeyPair)

/** Makes an RSA-2048 key off the event loop. `kid` is its RFC 7638 thumbprint (SHA-256, base64url). */
export async function generateSigningKey(): Promise<SigningKeyMaterial> {
  const { privateKey, publicKey } = await generateRsaKeyPair('rsa', { modulusLength: 2048 })
  const publicJwk = toPublicJwk(publicKey)
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { kid: publicJwk.kid, alg: 'RS256', publicJwk, privateKeyPem }
}

/** Parses stored material. Throws when it is not an RSA key of at least 2048 bits or not the key `publicJwk` publishes. */
export function loadSigningKey(material: SigningKeyMaterial): SigningKey {
  const privateKey = createPrivateKey(material.privateKeyPem)
  const publicKey = createPublicKey(privateKey)
  const { n, e } = toPublicJwk(publicKey)
  if ((publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw new Error('A signing key has at least 2048 bits.')
  const { kid, alg, publicJwk } = material
  if (n !== publicJwk.n || e !== publicJwk.e || kid !== publicJwk.kid) throw new Error('The private key does not belong to the published key.')
  return { kid, alg, privateKey, publicKey, publicJwk, headerSegment: encodeJsonSegment({ kid, alg }) }
}

/** JSON as one base64url segment of a JWS (RFC 7515 §3.1). */
export function encodeJsonSegment(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')
}

function toPublicJwk(publicKey: KeyObject): PublicSigningJwk {
  const { kty, n, e } = publicKey.export({ format: 'jwk' })
  if (kty !== 'RSA' || n === undefined || e === undefined) throw new Error('A signing key is an RSA key.')
  // RFC 7638 §3.2: the required members only, in this order, without spaces.
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url')
  return { kty, n, e, alg: 'RS256', use: 'sig', kid }
}
