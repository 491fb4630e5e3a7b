import { chosenFactors, impliedFactors } from '#src/domain/mfa/second-factors.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import type { RecoveryCodeStore } from './recovery-code-store.ts'

export type DeleteRecoveryCodesDeps = { recoveryCodes: Pick<RecoveryCodeStore, 'deleteRecoveryCodes'> }

/** Takes a user's recovery codes away; nothing happens when there are none. */
export const deleteRecoveryCodes = async (deps: DeleteRecoveryCodesDeps, { user }: { user: Pick<User, 'id'> }): Promise<void> => {
  await deps.recoveryCodes.deleteRecoveryCodes(user.id)
}

/**
 * Recovery codes stand in for a second factor: they go with the last one. To be told of the user after every change of factors; those of
 * a user with a factor left stay.
 */
export const deleteRecoveryCodesWithoutFactor = async (deps: DeleteRecoveryCodesDeps, { pool, user }: { pool: UserPool; user: User }): Promise<void> => {
  if (chosenFactors(pool, user).length === 0 && impliedFactors(pool, user).length === 0) await deleteRecoveryCodes(deps, { user })
}
