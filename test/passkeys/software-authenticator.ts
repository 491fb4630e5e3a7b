import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { type Cbor, encodeCbor } from './cbor.ts'

export type CreationOptions = { rp: { id: string }; user: { id: string }; challenge: string }
export type RequestOptions = { rpId: string; challenge: string; allowCredentials: { id: string }[]; userVerification: string }

/** What an honest browser and an honest device would not do. */
export type Deviation = {
  origin?: string
  type?: string
  challenge?: string
  crossOrigin?: boolean
  topOrigin?: string
  /** The relying party the device signs for. */
  rpId?: string
  flags?: { up?: boolean; uv?: boolean }
  counter?: number
  /** COSE algorithm in the public key. */
  alg?: number
  format?: string
  statement?: Map<string, Cbor>
  /** Changes the bytes of the attestation object or of the signature. */
  tamper?: (bytes: Buffer) => Buffer
  credentialId?: string
  userHandle?: string | null
}

type Key = { privateKey: KeyObject; publicKey: KeyObject }

/** An authenticator with its browser: makes and uses passkeys as WebAuthn lays down, or deviates where a test says so. */
export class SoftwareAuthenticator {
  readonly #key: Key
  readonly #kind: 'ES256' | 'RS256'
  readonly id = randomBytes(20).toString('base64url')
  #counter = 0
  readonly #counts: boolean
  readonly origin: string
  #userHandle = ''

  constructor({ origin, kind = 'ES256', counts = false }: { origin: string; kind?: 'ES256' | 'RS256'; counts?: boolean }) {
    this.origin = origin
    this.#kind = kind
    this.#counts = counts
    this.#key = kind === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 })
  }

  /** Has been made for this user already, as far as the device knows. */
  belongTo(userId: string): void {
    this.#userHandle = Buffer.from(userId).toString('base64url')
  }

  /** Its public key as servers keep it: a COSE_Key. */
  publicKey(): Buffer {
    return encodeCbor(this.#coseKey())
  }

  /** RegistrationResponseJSON. */
  create(options: CreationOptions, deviation: Deviation = {}) {
    this.#userHandle = options.user.id
    const id = deviation.credentialId ?? this.id
    const idBytes = Buffer.from(id, 'base64url')
    const length = Buffer.alloc(2)
    length.writeUInt16BE(idBytes.length)
    const attested = Buffer.concat([AAGUID, length, idBytes, encodeCbor(this.#coseKey(deviation.alg))])
    const attestation = encodeCbor(new Map<string, Cbor>([
      ['fmt', deviation.format ?? 'none'],
      ['attStmt', deviation.statement ?? new Map<string, Cbor>()],
      ['authData', Buffer.concat([this.#authenticatorData(options.rp.id, deviation, 0x40), attested])],
    ]))
    return {
      id, rawId: id, type: 'public-key', authenticatorAttachment: 'platform', clientExtensionResults: { credProps: { rk: true } },
      response: {
        clientDataJSON: this.#clientData('webauthn.create', options.challenge, deviation).toString('base64url'),
        attestationObject: (deviation.tamper ?? unchanged)(attestation).toString('base64url'),
        transports: ['hybrid', 'internal'],
      },
    }
  }

  /** AuthenticationResponseJSON, as the text that travels. */
  get(options: RequestOptions | string, deviation: Deviation = {}): string {
    const { challenge, rpId } = typeof options === 'string' ? (JSON.parse(options) as RequestOptions) : options
    if (this.#counts) this.#counter += 1
    const clientData = this.#clientData('webauthn.get', challenge, deviation)
    const data = this.#authenticatorData(rpId, deviation, 0)
    const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()])
    const id = deviation.credentialId ?? this.id
    const userHandle = deviation.userHandle === undefined ? this.#userHandle : deviation.userHandle
    return JSON.stringify({
      id, rawId: id, type: 'public-key', authenticatorAttachment: 'platform', clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString('base64url'), authenticatorData: data.toString('base64url'), userHandle,
        signature: (deviation.tamper ?? unchanged)(sign('sha256', signed, this.#key.privateKey)).toString('base64url'),
      },
    })
  }

  #clientData(type: string, challenge: string, { origin = this.origin, crossOrigin = false, topOrigin, ...deviation }: Deviation): Buffer {
    return Buffer.from(JSON.stringify({ type: deviation.type ?? type, challenge: deviation.challenge ?? challenge, origin, crossOrigin, topOrigin }))
  }

  #authenticatorData(rpId: string, deviation: Deviation, extraFlags: number): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(deviation.counter ?? this.#counter)
    const { up = true, uv = true } = deviation.flags ?? {}
    const flags = extraFlags | (up ? 0x01 : 0) | (uv ? 0x04 : 0) | 0x18
    return Buffer.concat([createHash('sha256').update(deviation.rpId ?? rpId).digest(), Buffer.from([flags]), counter])
  }

  /** COSE_Key (RFC 9052 §7). */
  #coseKey(alg?: number): Map<number, Cbor> {
    const jwk = this.#key.publicKey.export({ format: 'jwk' })
    const bytes = (member: unknown) => Buffer.from(String(member), 'base64url')
    if (this.#kind === 'ES256') return new Map<number, Cbor>([[1, 2], [3, alg ?? -7], [-1, 1], [-2, bytes(jwk.x)], [-3, bytes(jwk.y)]])
    return new Map<number, Cbor>([[1, 3], [3, alg ?? -257], [-1, bytes(jwk.n)], [-2, bytes(jwk.e)]])
  }
}

/** Google Password Manager's. */
const AAGUID = Buffer.from('ea9b8d664d011d213ce4b6b48cb575d4', 'hex')

const unchanged = (bytes: Buffer): Buffer => bytes
