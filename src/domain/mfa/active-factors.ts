import { offeredMfaFactors } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { MfaFactor, User } from '#src/domain/users/user.ts'

/** The second factors a user has switched on and the pool still offers (Cognito: UserMFASettingList). */
export const activeFactors = (pool: UserPool, user: Pick<User, 'mfa'>): MfaFactor[] =>
  user.mfa.enabled.filter((factor) => offeredMfaFactors(pool).includes(factor))

/** The preferred one among them, or null (Cognito: PreferredMfaSetting). */
export const preferredFactor = (pool: UserPool, user: Pick<User, 'mfa'>): MfaFactor | null =>
  activeFactors(pool, user).find((factor) => factor === user.mfa.preferred) ?? null
