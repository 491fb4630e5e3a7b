import { createHash } from 'node:crypto'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { refreshRotation } from '#src/domain/app-clients/read-app-client.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import type { User } from '#src/domain/users/user.ts'
import type { GroupClaims } from './group-claims.ts'
import { visibleAttributes } from './visible-attributes.ts'

export type Claims = Record<string, unknown>

/** Which wire the tokens are for: their claims differ in a few places. */
export type TokenWire = 'oauth' | 'api'

/** Everything that a signed-in user's tokens say. */
export type ClaimsInput = {
  issuer: string
  client: Pick<AppClient, 'id' | 'settings'>
  /** Attributes the client may see. */
  readable: ReadonlySet<string>
  user: Pick<User, 'id' | 'username' | 'attributes' | 'identities'>
  groups: GroupClaims
  scopes: readonly string[]
  wire: TokenWire
  authTime: Date
  issuedAt: Date
  /** Seconds. */
  accessLifetime: number
  idLifetime: number
  eventId: string
  originJti: string
  accessJti: string
  idJti: string
  nonce: string | null
  resource: string | null
  /** Thumbprint of the key the access token is bound to (RFC 9449 §6). */
  jkt: string | null
  deviceKey: string | null
  acr: string | null
  amr: readonly string[]
}

/** Claims of the access token (Cognito: understanding the access token), before signing and before the trigger. */
export function buildAccessClaims(input: ClaimsInput): Claims {
  return {
    sub: input.user.id,
    ...(input.groups.groups.length > 0 && { 'cognito:groups': input.groups.groups }),
    iss: input.issuer,
    ...(input.resource !== null && { aud: input.resource }),
    ...(input.wire === 'oauth' && { version: 2 }),
    client_id: input.client.id,
    ...familyClaims(input),
    ...(input.deviceKey !== null && { device_key: input.deviceKey }),
    event_id: input.eventId,
    token_use: 'access',
    scope: input.scopes.join(' '),
    ...authenticationClaims(input),
    ...(input.jkt !== null && { cnf: { jkt: input.jkt } }),
    ...lifetimeClaims(input, input.accessLifetime),
    ...(revocable(input) && { jti: input.accessJti }),
    username: input.user.username,
  }
}

/** Claims of the ID token (Cognito: understanding the ID token). `at_hash` is added when the access token is signed. */
export function buildIdClaims(input: ClaimsInput): Claims {
  const { groups, identities } = { groups: input.groups, identities: input.user.identities }
  const scopes = input.wire === 'oauth' ? new Set(input.scopes) : null
  return {
    ...attributeClaims(visibleAttributes(input.readable, input.user.attributes, scopes)),
    sub: input.user.id,
    ...(groups.groups.length > 0 && { 'cognito:groups': groups.groups }),
    ...(groups.preferredRole !== null && { 'cognito:preferred_role': groups.preferredRole }),
    ...(groups.roles.length > 0 && { 'cognito:roles': groups.roles }),
    iss: input.issuer,
    'cognito:username': input.user.username,
    ...(input.nonce !== null && { nonce: input.nonce }),
    ...familyClaims(input),
    aud: input.client.id,
    ...(identities.length > 0 && { identities: identities.map(identityClaim) }),
    event_id: input.eventId,
    token_use: 'id',
    ...authenticationClaims(input),
    ...lifetimeClaims(input, input.idLifetime),
    ...(revocable(input) && { jti: input.idJti }),
  }
}

/** User attributes as ID-token claims: verified flags as booleans, `updated_at` as a number, `address` as an object (OIDC Core §5.1). */
export function attributeClaims(attributes: Record<string, string>): Claims {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, attributeClaim(name, value)]))
}

/** `at_hash` of an access token signed by RS256 (OIDC Core §3.1.3.6). */
export const accessTokenHash = (accessToken: string): string =>
  createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16).toString('base64url')

function attributeClaim(name: string, value: string): unknown {
  if (name === 'email_verified' || name === 'phone_number_verified') return value === 'true'
  if (name === 'address') return { formatted: value }
  if (name === 'updated_at' && /^\d{1,15}$/.test(value)) return Number(value)
  return value
}

const IDENTITY_MEMBERS = ['dateCreated', 'issuer', 'primary', 'providerName', 'providerType', 'userId'] as const

/** Times and flags of linked identities are strings in tokens; `issuer` may be null. */
const identityClaim = (identity: Record<string, unknown>): Claims =>
  Object.fromEntries(IDENTITY_MEMBERS.filter((member) => identity[member] !== undefined).map((member) => {
    const value = identity[member]
    return [member, value === null ? null : String(value)]
  }))

const revocable = ({ client }: ClaimsInput): boolean => client.settings.EnableTokenRevocation || refreshRotation(client).enabled
const familyClaims = (input: ClaimsInput): Claims => (revocable(input) ? { origin_jti: input.originJti } : {})
const authenticationClaims = ({ authTime, acr, amr }: ClaimsInput): Claims => ({
  auth_time: epochSeconds(authTime), ...(acr !== null && { acr, amr }),
})
const lifetimeClaims = ({ issuedAt }: ClaimsInput, lifetime: number): Claims => ({
  exp: epochSeconds(issuedAt) + lifetime, iat: epochSeconds(issuedAt),
})
