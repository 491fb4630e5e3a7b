import type { WireObject } from '#src/aws-api/operation.ts'
import type { AuthFactor } from '#src/domain/mfa/auth-factors.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { mfaMembers } from './user-shape.ts'

/** What GetUserAuthFactors and its operators' sibling answer. */
export const authFactorsShape = (pool: UserPool, user: User, factors: readonly AuthFactor[]): WireObject => {
  const { UserMFASettingList, PreferredMfaSetting } = mfaMembers(pool, user)
  return { Username: user.username, PreferredMfaSetting, UserMFASettingList, ConfiguredUserAuthFactors: factors }
}
