import { DomainError } from '#src/domain/domain-error.ts'
import type { User } from '#src/domain/users/user.ts'
import type { PasskeyStore } from './passkey.ts'
import { requirePasskeyUser } from './passkey-owner.ts'

/** Gives a passkey the name its owner calls it by. ResourceNotFound, also for somebody else's; PasswordResetRequired. */
export const renamePasskey = async (
  deps: { passkeys: Pick<PasskeyStore, 'renamePasskey'> }, { user, credentialId, name }: { user: User; credentialId: string; name: string },
): Promise<void> => {
  requirePasskeyUser(user)
  if (await deps.passkeys.renamePasskey({ poolId: user.poolId, userId: user.id, id: credentialId, name })) return
  throw new DomainError('ResourceNotFound', 'Passkey does not exist.', { reason: 'passkey-unknown' })
}
