import { LRUCache } from 'lru-cache'
import { createJwtMemory } from '#src/crypto/jwt-memory.ts'
import type { VerifiedJwt, VerifyJwtOptions } from '#src/crypto/jwt.ts'
import { loadSigningKey } from '#src/crypto/signing-key.ts'
import type { SigningKey, SigningKeyMaterial } from '#src/crypto/signing-key.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { PoolSigningKey, SigningKeyStore } from './signing-key-store.ts'

export type SigningKeysDeps = {
  store: SigningKeyStore
  clock: Clock
  generateSigningKey(): Promise<SigningKeyMaterial>
}

type KeyedPool = Pick<UserPool, 'id' | 'version'>

/** A pool's keys, ready for use. Without I/O once the keys of this version of the pool are known. */
export type SigningKeys = {
  /** The key that signs now. The first call for a pool makes its first key. */
  current(pool: KeyedPool): Promise<SigningKey>
  /** The same, with the moment it came into use. */
  inUse(pool: KeyedPool): Promise<{ key: SigningKey; since: Date }>
  /** The keys of the JWKS by `kid`, oldest first: those to come, the current one, and old ones whose tokens may live. */
  published(pool: KeyedPool): Promise<ReadonlyMap<string, SigningKey>>
  /** Checks a JWT by the published keys, as `verifyJwt` does. A signature that was found good is not computed again while its key is published. */
  verify(pool: KeyedPool, token: string, options: VerifyJwtOptions): Promise<VerifiedJwt>
  /** Forgets what is known of the pool, after its keys were changed here. */
  forget(poolId: string): void
}

type LoadedKey = { key: SigningKey; activeFrom: number; publishedUntil: number }
type LoadedKeys = { version: number; keys: readonly LoadedKey[] }

const POOLS_KEPT = 1000
/** About a kilobyte each. */
const SIGNATURES_KEPT = 5000

/** Keeps the loaded keys of recently used pools; a new version of the pool makes it look again. */
export function createSigningKeys(deps: SigningKeysDeps): SigningKeys {
  const loaded = new LRUCache<string, Promise<LoadedKeys>>({ max: POOLS_KEPT })
  const verifyRemembering = createJwtMemory({ max: SIGNATURES_KEPT })
  const maps = new WeakMap<readonly LoadedKey[], ReadonlyMap<string, SigningKey>>()

  async function keysOf(pool: KeyedPool): Promise<readonly LoadedKey[]> {
    const known = loaded.get(pool.id)
    if (known !== undefined) {
      const { version, keys } = await known
      if (version === pool.version) return keys
    }
    const loading = load(deps, pool)
    loaded.set(pool.id, loading)
    // A failed look-up must not be remembered: the next request tries again.
    loading.catch(() => loaded.get(pool.id) === loading && loaded.delete(pool.id))
    return (await loading).keys
  }

  async function published(pool: KeyedPool): Promise<ReadonlyMap<string, SigningKey>> {
    const now = deps.clock.now().getTime()
    const keys = await keysOf(pool)
    const alive = keys.filter(({ publishedUntil }) => publishedUntil > now)
    const known = maps.get(keys)
    if (known?.size === alive.length) return known // keys only ever leave, in the order of time
    const map = new Map(alive.map(({ key }) => [key.kid, key]))
    maps.set(keys, map)
    return map
  }

  async function activeKey(pool: KeyedPool): Promise<LoadedKey> {
    const now = deps.clock.now().getTime()
    const keys = await keysOf(pool)
    const active = keys.filter(({ activeFrom }) => activeFrom <= now).at(-1) ?? keys[0]
    if (active === undefined) throw new Error(`Pool ${pool.id} has no signing key.`)
    return active
  }

  return {
    current: async (pool) => (await activeKey(pool)).key,
    async inUse(pool) {
      const { key, activeFrom } = await activeKey(pool)
      return { key, since: new Date(activeFrom) }
    },
    published,
    verify: async (pool, token, options) => verifyRemembering(token, await published(pool), options),
    forget: (poolId) => void loaded.delete(poolId),
  }
}

async function load(deps: SigningKeysDeps, pool: KeyedPool): Promise<LoadedKeys> {
  const stored = await deps.store.listKeys(pool.id)
  const keys = stored.length > 0 ? stored : await deps.store.createFirstKey(await makeFirstKey(deps, pool.id))
  return { version: pool.version, keys: keys.map(loadKey).sort((a, b) => a.activeFrom - b.activeFrom) }
}

async function makeFirstKey(deps: SigningKeysDeps, poolId: string): Promise<PoolSigningKey> {
  const material = await deps.generateSigningKey()
  const now = deps.clock.now()
  return { ...material, poolId, activeFrom: now, publishedUntil: null, createdAt: now }
}

const loadKey = (stored: PoolSigningKey): LoadedKey => ({
  key: loadSigningKey(stored),
  activeFrom: stored.activeFrom.getTime(),
  publishedUntil: stored.publishedUntil?.getTime() ?? Infinity,
})
