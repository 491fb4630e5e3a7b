import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { preventsUserExistenceErrors } from '#src/domain/app-clients/read-app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { canonicalIdentifier } from './canonical-name.ts'
import type { UserStore } from './user-store.ts'
import type { User } from './user.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const looksLikeUuid = (text: string): boolean => UUID.test(text)

export type FindUserDeps = { users: Pick<UserStore, 'findUserByName' | 'findUserById'> }

/** The user with this username, alias or sub, or null. A name comes before a sub (Cognito: AdminGetUser, Username). */
export const findUser = async (deps: FindUserDeps, pool: UserPool, identifier: string): Promise<User | null> => {
  const name = canonicalIdentifier(pool, identifier)
  const named = name === null ? null : await deps.users.findUserByName(pool.id, name)
  if (named || !looksLikeUuid(identifier)) return named
  return deps.users.findUserById(pool.id, identifier.toLowerCase())
}

/** As findUser; UserNotFound when there is none. */
export const requireUser = async (deps: FindUserDeps, pool: UserPool, identifier: string): Promise<User> => {
  const user = await findUser(deps, pool, identifier)
  if (!user) throw userNotFound()
  return user
}

export const userNotFound = (): DomainError => new DomainError('UserNotFound', 'User does not exist.', { reason: 'user-not-found' })

/** What counters of an identifier that belongs to nobody hang on: all spellings of it share one. */
export const unknownSubject = (keyedHash: Pick<KeyedHash, 'name'>, pool: UserPool, identifier: string): string =>
  subjectOfUnknown(keyedHash, pool, canonicalIdentifier(pool, identifier) ?? identifier)

/** The same for a name that is canonical already, or has no canonical form. */
export const subjectOfUnknown = (keyedHash: Pick<KeyedHash, 'name'>, pool: UserPool, name: string): string => keyedHash.name(pool.id, name)

/**
 * Whether an unknown user must look like a known one: always on hosted pages, elsewhere as the client says
 * (Cognito: managing user existence error responses).
 */
export const hidesUserExistence = (client: AppClient, wire: Wire): boolean =>
  wire === 'hosted' || preventsUserExistenceErrors(client)
