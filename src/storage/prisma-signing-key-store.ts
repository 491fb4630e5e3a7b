import type { Prisma } from '#prisma/client.ts'
import type { PublicSigningJwk } from '#src/crypto/signing-key.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { PoolSigningKey, SigningKeyStore } from '#src/domain/tokens/signing-key-store.ts'
import type { CommitChanges } from './cache/commit-changes.ts'
import { type Sql, statement } from './engine/sql.ts'
import { openColumn, sealColumn } from './sealed-columns.ts'
import { translated } from './translate-error.ts'

export type SigningKeyStoreDeps = { sql: Sql; sealer: Sealer; commit: CommitChanges }

const lockPool = statement<{ id: string }>('lock_pool', 'SELECT id FROM user_pools WHERE id = $1 FOR NO KEY UPDATE')
const raiseVersion = statement('raise_pool_version', 'UPDATE user_pools SET version = version + 1 WHERE id = $1')
const anyKey = statement<{ kid: string }>('any_signing_key', 'SELECT kid FROM signing_keys WHERE pool_id = $1 LIMIT 1')
const findKeys = statement<Prisma.SigningKeyGetPayload<object>>(
  'find_signing_keys',
  `SELECT kid, pool_id AS "poolId", alg, public_jwk AS "publicJwk", private_key_sealed AS "privateKeySealed",
    active_from AS "activeFrom", published_until AS "publishedUntil", created_at AS "createdAt"
  FROM signing_keys WHERE pool_id = $1 ORDER BY active_from, created_at, kid`,
)
const insertKey = statement(
  'insert_signing_key',
  `INSERT INTO signing_keys (kid, pool_id, alg, public_jwk, private_key_sealed, active_from, published_until, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
)
const retireOlder = statement('retire_signing_keys', 'UPDATE signing_keys SET published_until = $2 WHERE pool_id = $1 AND published_until IS NULL')

/** Keys of pools. The pool is locked while its keys change, and its version raised, so that every instance looks again. */
export function createSigningKeyStore({ sql: database, sealer, commit }: SigningKeyStoreDeps): SigningKeyStore {
  const listKeys = (poolId: string) =>
    translated(async () => {
      const rows = await database.query(findKeys, [poolId])
      return rows.map((row) => keyFromRow(sealer, row))
    })
  const changeKeys = (poolId: string, change: (sql: Sql) => Promise<void>) =>
    commit.transaction([{ kind: 'pool', key: poolId }], async (sql) => {
      const [pool] = await sql.query(lockPool, [poolId])
      if (pool === undefined) throw new DomainError('ResourceNotFound', `User pool ${poolId} does not exist.`)
      await change(sql)
    })
  const add = async (sql: Sql, key: PoolSigningKey) => {
    await sql.run(insertKey, valuesOf(sealer, key))
    await sql.run(raiseVersion, [key.poolId])
  }
  return {
    listKeys,
    async createFirstKey(key) {
      await changeKeys(key.poolId, async (sql) => {
        const [known] = await sql.query(anyKey, [key.poolId])
        if (known === undefined) await add(sql, key)
      })
      return listKeys(key.poolId)
    },
    rotateKeys: (next, olderPublishedUntil) =>
      changeKeys(next.poolId, async (sql) => {
        await sql.run(retireOlder, [next.poolId, olderPublishedUntil])
        await add(sql, next)
      }),
  }
}

function valuesOf(sealer: Sealer, key: PoolSigningKey): unknown[] {
  const sealed = sealColumn(sealer, 'signing_keys.private_key_sealed', key.kid, key.privateKeyPem)
  return [key.kid, key.poolId, key.alg, key.publicJwk, sealed, key.activeFrom, key.publishedUntil, key.createdAt]
}

function keyFromRow(sealer: Sealer, { kid, poolId, publicJwk, privateKeySealed, activeFrom, publishedUntil, createdAt }: Prisma.SigningKeyGetPayload<object>): PoolSigningKey {
  return {
    kid, poolId, activeFrom, publishedUntil, createdAt,
    alg: 'RS256',
    publicJwk: publicJwk as PublicSigningJwk,
    privateKeyPem: openColumn(sealer, 'signing_keys.private_key_sealed', kid, privateKeySealed),
  }
}
