import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { Attributes } from '#src/domain/users/user.ts'

/** What `profile` shows besides custom attributes (Cognito: userInfo endpoint). */
const PROFILE = [
  'name', 'family_name', 'given_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture',
  'website', 'gender', 'birthdate', 'zoneinfo', 'locale', 'updated_at',
] as const
const EMAIL = ['email', 'email_verified'] as const
const PHONE = ['phone_number', 'phone_number_verified'] as const

/** Readable by a client that lists none of its own (Cognito: app client, attribute permissions). */
const READABLE_BY_DEFAULT: ReadonlySet<string> = new Set([...PROFILE, ...EMAIL, ...PHONE, 'address'])

const isCustom = (name: string): boolean => name.startsWith('custom:') || name.startsWith('dev:custom:')

/** Whether the client may read the attribute at all. */
export function isReadable({ settings }: Pick<AppClient, 'settings'>, attribute: string): boolean {
  if (settings.ReadAttributes.length === 0) return READABLE_BY_DEFAULT.has(attribute)
  if (settings.ReadAttributes.includes(attribute)) return true
  // Whoever may read an address may read whether it is verified: the flag is no attribute that one could list in every pool.
  return attribute === 'email_verified' ? settings.ReadAttributes.includes('email')
    : attribute === 'phone_number_verified' && settings.ReadAttributes.includes('phone_number')
}

/**
 * The attributes that the OAuth scopes show: all for `openid` without `profile`, `email` and `phone`, else theirs.
 * Null means all (API sign-in has no OpenID scopes).
 */
export function attributesOfScopes(scopes: ReadonlySet<string>): ((attribute: string) => boolean) | null {
  const shown = new Set<string>()
  const profile = scopes.has('profile')
  if (profile) for (const name of PROFILE) shown.add(name)
  if (scopes.has('email')) for (const name of EMAIL) shown.add(name)
  if (scopes.has('phone')) for (const name of PHONE) shown.add(name)
  if (shown.size === 0) return null
  return (attribute) => shown.has(attribute) || (profile && isCustom(attribute))
}

/** The user's attributes that the client may read and, unless null, the scopes show. */
export function visibleAttributes(client: Pick<AppClient, 'settings'>, attributes: Attributes, scopes: ReadonlySet<string> | null): Attributes {
  const inScope = scopes === null ? null : attributesOfScopes(scopes)
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => isReadable(client, name) && (inScope === null || inScope(name))),
  )
}
