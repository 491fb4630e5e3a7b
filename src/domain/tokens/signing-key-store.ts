import type { SigningKeyMaterial } from '#src/crypto/signing-key.ts'

/** A pool's key: published from creation, signs from `activeFrom` until a newer one does, leaves the JWKS at `publishedUntil`. */
export type PoolSigningKey = SigningKeyMaterial & { poolId: string; activeFrom: Date; publishedUntil: Date | null; createdAt: Date }

export type SigningKeyStore = {
  /** Published keys, oldest first, opened. */
  listKeys(poolId: string): Promise<PoolSigningKey[]>
  /** Adds a key only if the pool has none yet: of racing callers one wins; returns the pool's keys either way. */
  createFirstKey(key: PoolSigningKey): Promise<PoolSigningKey[]>
  /** Adds `next` and sets `publishedUntil` of the older ones, in one transaction. */
  rotateKeys(next: PoolSigningKey, olderPublishedUntil: Date): Promise<void>
}
