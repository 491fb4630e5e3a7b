import { hours, minutes } from '#src/contracts/duration.ts'
import type { SigningKeyMaterial } from '#src/crypto/signing-key.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { SigningKeyStore } from './signing-key-store.ts'
import type { SigningKeys } from './signing-keys.ts'

/** How long a verifier may keep the JWKS it fetched (its `max-age`). */
export const JWKS_MAX_AGE = minutes(5)
/** No access or ID token lives longer than this (Cognito: token validity, 1 day). */
const LONGEST_TOKEN_LIFE = hours(24)

export type RotateSigningKeysDeps = {
  store: SigningKeyStore
  signingKeys: Pick<SigningKeys, 'forget' | 'current'>
  clock: Clock
  generateSigningKey(): Promise<SigningKeyMaterial>
}

/**
 * Publishes a new key at once and signs with it only when no verifier can still hold a JWKS without it; the older keys
 * stay published until their last token is dead. Returns the new kid and when it begins to sign.
 */
export async function rotateSigningKeys(deps: RotateSigningKeysDeps, pool: { id: string; version: number }): Promise<{ kid: string; activeFrom: Date }> {
  // A pool that never signed gets its first key now: there must be an older one to overlap with.
  await deps.signingKeys.current(pool)
  const material = await deps.generateSigningKey()
  const now = deps.clock.now()
  const activeFrom = new Date(now.getTime() + 2 * JWKS_MAX_AGE)
  const olderPublishedUntil = new Date(activeFrom.getTime() + LONGEST_TOKEN_LIFE + JWKS_MAX_AGE)
  await deps.store.rotateKeys({ ...material, poolId: pool.id, activeFrom, publishedUntil: null, createdAt: now }, olderPublishedUntil)
  deps.signingKeys.forget(pool.id)
  return { kid: material.kid, activeFrom }
}
