import type { User } from '#src/domain/users/user.ts'
import type { Passkey, PasskeyStore } from './passkey.ts'
import { requirePasskeyUser } from './passkey-owner.ts'

export type ListWebAuthnCredentialsDeps = { passkeys: Pick<PasskeyStore, 'passkeysOfUser'> }

/** A user's passkeys, oldest first; `next` is the `after` of the following page (Cognito: ListWebAuthnCredentials). PasswordResetRequired. */
export const listWebAuthnCredentials = async (
  deps: ListWebAuthnCredentialsDeps, { user, after, limit }: { user: User; after: string | null; limit: number },
): Promise<{ passkeys: Passkey[]; next: string | null }> => {
  requirePasskeyUser(user)
  // There are never more than twenty.
  const rest = (await deps.passkeys.passkeysOfUser(user.id)).filter((passkey) => after === null || placeOf(passkey) > after)
  const passkeys = rest.slice(0, limit)
  const last = passkeys.at(-1)
  return { passkeys, next: rest.length > limit && last !== undefined ? placeOf(last) : null }
}

/** Grows along the list, and stays where it is when the passkey goes. */
const placeOf = ({ createdAt, id }: Passkey): string => `${createdAt.toISOString()} ${id}`
