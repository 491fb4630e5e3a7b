import type { Config } from '#src/config/config.ts'
import { loadMasterKeys } from '#src/config/master-key.ts'
import { createSealer } from '#src/crypto/sealing.ts'
import { generateSigningKey } from '#src/crypto/signing-key.ts'
import { rotateSigningKeys } from '#src/domain/tokens/rotate-signing-keys.ts'
import { createSigningKeys } from '#src/domain/tokens/signing-keys.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { checkMasterKey } from '#src/storage/check-master-key.ts'
import { createStores } from '#src/storage/create-stores.ts'
import { openDatabase } from '#src/storage/engine/database.ts'
import type { Log } from './log.ts'

/**
 * Gives a pool a new signing key, on the database of running instances too, which hear of it. The embedded database is in use
 * while the server runs: StartError DataFolderInUse then. ResourceNotFound for an unknown pool.
 */
export async function rotatePoolKeys(config: Config, log: Log, poolId: string): Promise<{ kid: string; activeFrom: Date }> {
  const clock = { now: () => new Date() }
  const sealer = createSealer(loadMasterKeys(config))
  const database = await openDatabase({ databaseUrl: config.databaseUrl ?? undefined, dataDir: config.dataDir, log })
  try {
    await checkMasterKey({ database, sealer })
    const stores = createStores({ database, sealer, log })
    const pool = await requireUserPool(stores, poolId)
    const store = stores.signingKeys
    return await rotateSigningKeys({ store, clock, generateSigningKey, signingKeys: createSigningKeys({ store, clock, generateSigningKey }) }, pool)
  } finally {
    await database.close()
  }
}
