import type { Attributes } from '#src/domain/users/user.ts'

/** What `profile` shows besides custom attributes (Cognito: userInfo endpoint). */
const PROFILE = [
  'name', 'family_name', 'given_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture',
  'website', 'gender', 'birthdate', 'zoneinfo', 'locale', 'updated_at',
] as const
const EMAIL = ['email', 'email_verified'] as const
const PHONE = ['phone_number', 'phone_number_verified'] as const

const isCustom = (name: string): boolean => name.startsWith('custom:') || name.startsWith('dev:custom:')

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
export function visibleAttributes(readable: ReadonlySet<string>, attributes: Attributes, scopes: ReadonlySet<string> | null): Attributes {
  const inScope = scopes === null ? null : attributesOfScopes(scopes)
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => readable.has(name) && (inScope === null || inScope(name))),
  )
}
