import { DomainError } from '#src/domain/domain-error.ts'
import type { Claims } from './build-claims.ts'
import type { GroupClaims } from './group-claims.ts'

/** Claims that no trigger may set, suppress or replace (Cognito: pre token generation, claims you can't change). */
const RESERVED_IN_ID = [
  'acr', 'amr', 'at_hash', 'auth_time', 'azp', 'aud', 'cognito:username', 'exp', 'iat', 'identities', 'iss', 'jti', 'nbf',
  'nonce', 'origin_jti', 'sub', 'token_use', 'event_id',
]
const RESERVED_IN_ACCESS = [...RESERVED_IN_ID, 'client_id', 'cnf', 'device_key', 'scope', 'username', 'version']

/** Claims and scopes that one answer may name (Cognito: quotas, claims and scopes of the pre token generation trigger). */
const MOST_NAMES = 5000

export type ClaimOverrides = {
  id: { set: Claims; suppress: readonly string[] }
  access: { set: Claims; suppress: readonly string[]; addScopes: readonly string[]; suppressScopes: readonly string[] }
  /** Undefined keeps the user's own. */
  groups: GroupClaims | undefined
}

const NOTHING: ClaimOverrides = {
  id: { set: {}, suppress: [] }, access: { set: {}, suppress: [], addScopes: [], suppressScopes: [] }, groups: undefined,
}

/** Reads the answer of a V1 trigger, whose claims are texts. InvalidLambdaResponse when a member has another type, or names too many. */
export function parseOverridesV1(response: Record<string, unknown>): ClaimOverrides {
  const details = optionalObject(response, 'claimsOverrideDetails')
  if (details === null) return NOTHING
  return limited({
    id: { set: texts(details, 'claimsToAddOrOverride'), suppress: names(details, 'claimsToSuppress') },
    access: NOTHING.access,
    groups: parseGroups(details),
  })
}

/** Reads the answer of a V2 or V3 trigger. InvalidLambdaResponse when a member has another type, or names too many. */
export function parseOverridesV2(response: Record<string, unknown>): ClaimOverrides {
  const details = optionalObject(response, 'claimsAndScopeOverrideDetails')
  if (details === null) return NOTHING
  const id = optionalObject(details, 'idTokenGeneration') ?? {}
  const access = optionalObject(details, 'accessTokenGeneration') ?? {}
  return limited({
    id: { set: optionalObject(id, 'claimsToAddOrOverride') ?? {}, suppress: names(id, 'claimsToSuppress') },
    access: {
      set: optionalObject(access, 'claimsToAddOrOverride') ?? {}, suppress: names(access, 'claimsToSuppress'),
      addScopes: names(access, 'scopesToAdd'), suppressScopes: names(access, 'scopesToSuppress'),
    },
    groups: parseGroups(details),
  })
}

function limited(overrides: ClaimOverrides): ClaimOverrides {
  const { id, access } = overrides
  const lists = [Object.keys(id.set), id.suppress, Object.keys(access.set), access.suppress, access.addScopes, access.suppressScopes]
  if (lists.reduce((sum, { length }) => sum + length, 0) > MOST_NAMES) throw unrecognizable()
  return overrides
}

/** The ID token's claims after the trigger: what is both set and suppressed is suppressed; reserved names stay as they are. */
export const overrideIdClaims = (claims: Claims, { id }: ClaimOverrides): Claims => override(claims, id, RESERVED_IN_ID)

/** The access token's claims after the trigger. Scopes are replaced by `overrideScopes` beforehand. */
export const overrideAccessClaims = (claims: Claims, { access }: ClaimOverrides): Claims => override(claims, access, RESERVED_IN_ACCESS)

/** Scopes after the trigger; `aws.cognito…` cannot be added, and a scope with a space would be two. */
export function overrideScopes(scopes: readonly string[], { access }: ClaimOverrides): string[] {
  const added = access.addScopes.filter((scope) => !scope.startsWith('aws.cognito') && /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(scope))
  const suppressed = new Set(access.suppressScopes)
  return [...new Set([...scopes, ...added])].filter((scope) => !suppressed.has(scope))
}

function override(claims: Claims, change: { set: Claims; suppress: readonly string[] }, reserved: readonly string[]): Claims {
  const mayChange = (name: string) => !reserved.includes(name) && !/^(?:cognito|dev):/.test(name)
  const set = Object.entries(change.set).filter(([name, value]) => mayChange(name) && value !== null && value !== undefined)
  const suppressed = new Set(change.suppress.filter(mayChange))
  return Object.fromEntries([...Object.entries(claims), ...set].filter(([name]) => !suppressed.has(name)))
}

/** Absent details keep the groups; null, or details that name none, suppress them. */
function parseGroups(details: Record<string, unknown>): GroupClaims | undefined {
  if (!Object.hasOwn(details, 'groupOverrideDetails')) return undefined
  const overridden = optionalObject(details, 'groupOverrideDetails') ?? {}
  const { preferredRole } = overridden
  if (preferredRole !== undefined && preferredRole !== null && typeof preferredRole !== 'string') throw unrecognizable()
  return { groups: names(overridden, 'groupsToOverride'), roles: names(overridden, 'iamRolesToOverride'), preferredRole: preferredRole || null }
}

function optionalObject(container: Record<string, unknown>, member: string): Record<string, unknown> | null {
  const value = container[member]
  if (value === undefined || value === null) return null
  if (typeof value !== 'object' || Array.isArray(value)) throw unrecognizable()
  return value as Record<string, unknown>
}

/** Numbers and truth values are written as texts, as in attributes; null is no claim. */
function texts(container: Record<string, unknown>, member: string): Claims {
  const given = Object.entries(optionalObject(container, member) ?? {}).filter(([, value]) => value !== null)
  return Object.fromEntries(given.map(([name, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw unrecognizable()
    return [name, String(value)]
  }))
}

function names(container: Record<string, unknown>, member: string): string[] {
  const value = container[member]
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw unrecognizable()
  return value
}

const unrecognizable = (): DomainError => new DomainError('InvalidLambdaResponse', 'Unrecognizable lambda output', { reason: 'trigger-response' })
