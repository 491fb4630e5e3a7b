import { DomainError } from '#src/domain/domain-error.ts'
import { usernameIsAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { canonicalName, canonicalUsername, contactKind } from '#src/domain/users/canonical-name.ts'
import { type FindUserDeps, looksLikeUuid } from '#src/domain/users/find-user.ts'
import type { Attributes, PasswordCredential, User, UserStatus } from '#src/domain/users/user.ts'

const KIND_TEXTS = { email: 'email', phone_number: 'phone number' } as const

/**
 * What a new user is stored under: the given name, or the sub where an address or number is the user name; then the attribute is
 * filled in too. InvalidParameter in Cognito's words for a name of the wrong form (Cognito: user pool attributes, sign-in aliases).
 */
export const newUserNames = (pool: UserPool, id: string, given: string, attributes: Attributes): { username: string; attributes: Attributes } => {
  if (!usernameIsAttribute(pool)) {
    requireUsername(pool, given)
    return { username: given, attributes }
  }
  const { UsernameAttributes } = pool.settings
  const kind = UsernameAttributes.find((attribute) => canonicalName(pool, attribute, given) !== null)
  if (kind === undefined) {
    const [only, ...others] = UsernameAttributes.map((attribute) => KIND_TEXTS[attribute])
    const wanted = others.length > 0 ? 'either an email or a phone number' : only === 'email' ? 'an email' : 'a phone number'
    throw invalidUsername(`Username should be ${wanted}.`)
  }
  const value = attributes[kind] ?? given
  if (canonicalName(pool, kind, value) !== canonicalName(pool, kind, given)) {
    throw new DomainError('InvalidParameter', `The ${kind} attribute must be the same as the username.`, { reason: 'username', field: kind })
  }
  return { username: id, attributes: { ...attributes, [kind]: value } }
}

/** UsernameExists when the name is another user's sub: operators look users up by either. */
export const refuseForeignSub = async (deps: FindUserDeps, pool: UserPool, username: string): Promise<void> => {
  if (looksLikeUuid(username) && (await deps.users.findUserById(pool.id, username.toLowerCase()))) throw usernameExists()
}

/** UsernameExists in Cognito's words. */
export const usernameExists = (attribute?: string): DomainError => {
  const text = attribute === undefined ? 'User already exists' : `An account with the given ${attribute} already exists.`
  return new DomainError('UsernameExists', text, { reason: 'username-exists', field: attribute ?? 'username' })
}

/** A user at version 1. */
export const newUser = (input: {
  pool: UserPool; id: string; username: string; status: UserStatus; attributes: Attributes; credential: PasswordCredential | null; now: Date
}): User => ({
  id: input.id,
  poolId: input.pool.id,
  username: input.username,
  status: input.status,
  enabled: true,
  attributes: input.attributes,
  pendingAttributes: {},
  credential: input.credential,
  mfa: { enabled: [], preferred: null },
  identities: [],
  tokensValidFrom: null,
  deletionDueAt: null,
  createdAt: input.now,
  updatedAt: input.now,
  version: 1,
})

const requireUsername = (pool: UserPool, username: string): void => {
  const kind = contactKind(username)
  if (kind !== null && pool.settings.AliasAttributes.includes(kind)) {
    throw invalidUsername(`Username cannot be of ${KIND_TEXTS[kind]} format, since user pool is configured for ${KIND_TEXTS[kind]} alias.`)
  }
  if (canonicalUsername(pool, username) !== null) return
  const reason = [...username].length > 128
    ? 'Member must have length less than or equal to 128'
    : 'Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+'
  throw invalidUsername(`1 validation error detected: Value at 'username' failed to satisfy constraint: ${reason}`)
}

const invalidUsername = (text: string): DomainError =>
  new DomainError('InvalidParameter', text, { reason: 'username', field: 'username', violations: [{ field: 'username', rule: 'invalid' }] })
