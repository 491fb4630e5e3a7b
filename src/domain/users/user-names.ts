import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { canonicalIdentifier, canonicalName } from './canonical-name.ts'
import type { User, UserName, UserNameKind } from './user.ts'

const KINDS: readonly UserNameKind[] = ['username', 'email', 'phone_number', 'preferred_username']

type Named = Pick<User, 'username' | 'status' | 'attributes'>

/**
 * The names a user can sign in by now: the username; addresses and numbers at once where they are usernames, as aliases only
 * when verified on a confirmed account; the preferred username (Cognito: user pool attributes, aliases). Each name once.
 */
export const userNames = (pool: UserPool, user: Named): UserName[] => {
  const names: UserName[] = []
  for (const kind of KINDS) {
    const text = heldName(pool, user, kind)
    const name = text === undefined ? null : canonicalName(pool, kind, text)
    if (name !== null && !names.some((held) => held.name === name)) names.push({ kind, name })
  }
  return names
}

/** Whether somebody means this user by a name, whichever of theirs it is: a name to sign in by, the stored username, or the sub. */
export const isNameOf = (pool: UserPool, user: Named & Pick<User, 'id'>, claimed: string): boolean => {
  if (claimed === user.username || claimed.toLowerCase() === user.id) return true
  const name = canonicalIdentifier(pool, claimed)
  return userNames(pool, user).some((held) => held.name === name)
}

/** The same as a change for UserStore.updateUser: every kind that depends on attributes, null where none is held. */
export const nameChanges = (pool: UserPool, user: Named): { kind: UserNameKind; name: string | null }[] => {
  const held = userNames(pool, user)
  return KINDS.filter((kind) => kind !== 'username').map((kind) => ({ kind, name: held.find((name) => name.kind === kind)?.name ?? null }))
}

/** Whether two states of a user have the same names, so that nothing need be written. */
export const sameNames = (pool: UserPool, before: Named, after: Named): boolean =>
  JSON.stringify(userNames(pool, before)) === JSON.stringify(userNames(pool, after))

const heldName = (pool: UserPool, user: Named, kind: UserNameKind): string | undefined => {
  const { UsernameAttributes, AliasAttributes } = pool.settings
  if (kind === 'username') return user.username
  const value = user.attributes[kind]
  if (kind === 'preferred_username') return AliasAttributes.includes(kind) && user.status !== 'UNCONFIRMED' ? value : undefined
  if (UsernameAttributes.includes(kind)) return value
  const verified = user.attributes[`${kind}_verified`] === 'true' && user.status !== 'UNCONFIRMED'
  return AliasAttributes.includes(kind) && verified ? value : undefined
}

/** AliasExists, in the words clients look for (Cognito: AliasExistsException). */
export const aliasExists = (kind: UserNameKind): DomainError =>
  new DomainError('AliasExists', `An account with the given ${kind} already exists.`, { reason: 'alias-exists', field: kind })
