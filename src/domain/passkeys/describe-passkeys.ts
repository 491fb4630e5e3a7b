import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { userHandleOf } from './credential-response.ts'
import type { Passkey, PasskeyStore } from './passkey.ts'
import { MOST_PASSKEYS } from './passkey-owner.ts'
import { findRelyingParty, type RelyingPartyDeps } from './relying-party.ts'
import { passkeyLabel } from './start-web-authn-registration.ts'

export type DescribePasskeysDeps = RelyingPartyDeps & { passkeys: Pick<PasskeyStore, 'passkeysOfUser'> }

/** What a browser passes on to its password manager, so that it shows no passkey that is gone and the names in use (WebAuthn §5.1.10). */
export type PasskeySignals = { rpId: string; userId: string; allAcceptedCredentialIds: string[]; name: string; displayName: string }

export type DescribedPasskeys = { passkeys: Passkey[]; mayAdd: boolean; signals: PasskeySignals }

/** A user's passkeys, oldest first, whether there may be more, and what to tell password managers. Null where passkeys are off. One statement. */
export const describePasskeys = async (deps: DescribePasskeysDeps, { pool, user }: { pool: UserPool; user: User }): Promise<DescribedPasskeys | null> => {
  const party = await findRelyingParty(deps, pool)
  if (party === null) return null
  const passkeys = await deps.passkeys.passkeysOfUser(user.id)
  return {
    passkeys, mayAdd: passkeys.length < MOST_PASSKEYS,
    signals: { rpId: party.id, userId: userHandleOf(user.id), allAcceptedCredentialIds: passkeys.filter(({ rpId }) => rpId === party.id).map(({ id }) => id), ...passkeyLabel(user) },
  }
}
