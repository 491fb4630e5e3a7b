import { encodeBase32 } from '#src/crypto/base32.ts'
import type { Random } from '#src/crypto/random.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { softwareTokenNotOffered } from './mfa-refusals.ts'
import { offeredSecondFactors } from './second-factors.ts'
import type { SoftwareToken, SoftwareTokenStore } from './software-token-store.ts'

export type AssociateSoftwareTokenDeps = {
  softwareTokens: Pick<SoftwareTokenStore, 'findSoftwareToken' | 'saveSoftwareToken'>
  random: Pick<Random, 'bytes'>
  clock: Clock
}

/** RFC 4226 §4, R6: as long as the MAC; 32 characters of base32. */
const SEED_BYTES = 20

/**
 * A fresh seed for an authenticator, in base32 without padding (Cognito: AssociateSoftwareToken). It counts once a code of it was
 * verified; the seed before works until then. SoftwareTokenMFANotFound where the pool offers none, ConcurrentModification.
 */
export const associateSoftwareToken = async (deps: AssociateSoftwareTokenDeps, { pool, user }: { pool: UserPool; user: User }): Promise<{ secretCode: string }> => {
  requireOffered(pool)
  const known = await deps.softwareTokens.findSoftwareToken(user.id)
  return { secretCode: await savePendingSeed(deps, user, known) }
}

export const requireOffered = (pool: UserPool): void => {
  if (!offeredSecondFactors(pool).includes('SOFTWARE_TOKEN_MFA')) throw softwareTokenNotOffered()
}

/** Stores a new seed beside what there is, and returns it. ConcurrentModification when somebody else did so meanwhile. */
export const savePendingSeed = async (deps: AssociateSoftwareTokenDeps, user: User, known: SoftwareToken | null): Promise<string> => {
  const now = deps.clock.now()
  const token = known ?? { userId: user.id, seed: null, friendlyName: null, lastStep: null, createdAt: now, version: 0 }
  const pendingSeed = encodeBase32(deps.random.bytes(SEED_BYTES))
  if (!(await deps.softwareTokens.saveSoftwareToken({ ...token, pendingSeed, updatedAt: now }))) {
    throw new DomainError('ConcurrentModification', 'The software token was changed at the same time.', { reason: 'software-token-changed' })
  }
  return pendingSeed
}
