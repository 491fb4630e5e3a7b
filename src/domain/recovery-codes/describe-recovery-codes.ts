import type { User } from '#src/domain/users/user.ts'
import type { RecoveryCodeStore } from './recovery-code-store.ts'
import { FEW_RECOVERY_CODES } from './recovery-code.ts'

export type DescribeRecoveryCodesDeps = { recoveryCodes: Pick<RecoveryCodeStore, 'findRecoveryCodes'> }

/** How many codes are left of those that were made then. */
export type RecoveryCodesLeft = { left: number; few: boolean; madeAt: Date }

/** What can be said of a user's recovery codes: never the codes. Null for somebody who has made none. */
export const describeRecoveryCodes = async (deps: DescribeRecoveryCodesDeps, { user }: { user: Pick<User, 'id'> }): Promise<RecoveryCodesLeft | null> => {
  const codes = await deps.recoveryCodes.findRecoveryCodes(user.id)
  return codes && { left: codes.hashes.length, few: codes.hashes.length <= FEW_RECOVERY_CODES, madeAt: codes.madeAt }
}
