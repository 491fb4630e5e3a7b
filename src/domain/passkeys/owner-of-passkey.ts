import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import { authenticationResponse, parseJson } from './credential-response.ts'
import type { PasskeyStore } from './passkey.ts'

export type OwnerOfPasskeyDeps = { passkeys: Pick<PasskeyStore, 'findPasskey'>; users: Pick<UserStore, 'findUserById'> }

/**
 * Who a passkey says it is, where nobody said so before; proves nothing yet. NotAuthorized for what is no answer of a passkey, and, with a
 * reason of its own, for a passkey that the pool does not know.
 */
export const ownerOfPasskey = async (deps: OwnerOfPasskeyDeps, pool: UserPool, credential: string): Promise<User> => {
  const { data: given } = authenticationResponse.safeParse(parseJson(credential))
  // WebAuthn §7.2, step 6: without a name the user handle is what identifies the user. It is compared with the rest of the answer.
  if (given?.response.userHandle == null) throw refused('passkey-refused')
  const passkey = await deps.passkeys.findPasskey(pool.id, given.id)
  const user = passkey === null ? null : await deps.users.findUserById(pool.id, passkey.userId)
  if (user === null) throw refused('passkey-stranger')
  return user
}

const refused = (reason: string): DomainError => new DomainError('NotAuthorized', 'Incorrect username or password.', { reason })
