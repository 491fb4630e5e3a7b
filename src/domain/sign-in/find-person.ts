import { fakeUserIdFor } from '#src/crypto/fake-srp-credential.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { usernameIsAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { ClientContext } from '#src/domain/triggers/trigger-context.ts'
import { canonicalIdentifier, contactKind } from '#src/domain/users/canonical-name.ts'
import { hidesUserExistence, unknownSubject, userNotFound } from '#src/domain/users/find-user.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import type { Wire } from './sign-in-attempt.ts'
import type { Pretended } from './sign-in-progress.ts'
import { userDisabled } from './sign-in-refusals.ts'

export type FindPersonDeps = { users: Pick<UserStore, 'findUserByName'>; keyedHash: Pick<KeyedHash, 'name' | 'sign'> }

export type FindPersonInput = { context: ClientContext; wire: Wire; username: string }

/** A user, or the part of somebody unknown that a sign-in plays on. */
export type Person = { user: User; pretended?: null } | { user: null; pretended: Pretended }

/** Whoever signs in by a name; one statement. UserNotFound for nobody, unless existence is hidden (Cognito: PreventUserExistenceErrors). */
export const findPerson = async (deps: FindPersonDeps, { context, wire, username }: FindPersonInput): Promise<Person> => {
  const { pool, client } = context
  const name = canonicalIdentifier(pool, username)
  const user = name === null ? null : await deps.users.findUserByName(pool.id, name)
  if (user) return { user }
  if (!hidesUserExistence(client, wire)) throw userNotFound()
  return pretendPerson(deps, pool, username)
}

/**
 * As findPerson, for flows that do something before anything is proven: a disabled user is nobody where existence is hidden.
 * UserNotFound, NotAuthorized for a disabled one elsewhere.
 */
export const findActivePerson = async (deps: FindPersonDeps, input: FindPersonInput): Promise<Person> => {
  const { context, wire, username } = input
  const person = await findPerson(deps, input)
  if (person.user?.enabled !== false) return person
  if (hidesUserExistence(context.client, wire)) return pretendPerson(deps, context.pool, username)
  throw userDisabled()
}

/** Somebody who is not there, the same each time for all spellings of a name. */
export const pretendPerson = (deps: Pick<FindPersonDeps, 'keyedHash'>, pool: UserPool, username: string): { user: null; pretended: Pretended } => {
  const name = canonicalIdentifier(pool, username) ?? username
  return { user: null, pretended: { name, username: pretendedUsername(deps.keyedHash, pool, name), subject: unknownSubject(deps.keyedHash, pool, username) } }
}

/** What a user of this name would be called: by the name itself where people choose one, by an id where an address stands for it. */
const pretendedUsername = (keyedHash: Pick<KeyedHash, 'sign'>, pool: UserPool, canonicalName: string): string =>
  usernameIsAttribute(pool) || contactKind(canonicalName) !== null ? fakeUserIdFor(keyedHash, { poolId: pool.id, canonicalName }) : canonicalName

/** What the person is called in answers and events. */
export const nameOfPerson = ({ user, pretended }: Person): string => (user ? user.username : pretended.username)
