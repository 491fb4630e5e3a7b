import type { PrismaClient } from '#prisma/client.ts'
import { minutes } from '#src/contracts/duration.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import type { AccessKey, AccessKeyStore } from '#src/domain/access-keys/access-key-store.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { CommitChanges } from './cache/commit-changes.ts'
import type { Caches } from './caches.ts'
import { type Sql, statement } from './engine/sql.ts'
import { keysetPage } from './keyset-page.ts'
import { openColumn, sealColumn } from './sealed-columns.ts'
import { translated } from './translate-error.ts'

export type AccessKeyStoreDeps = { prisma: PrismaClient; sql: Sql; sealer: Sealer; caches: Caches; commit: CommitChanges }

/** AWS: access key ids are word characters, 16 to 128. Shorter ones may be pinned in development. */
const keyIdForm = /^\w{1,128}$/

/** Operators' key pairs: one key from memory, lists and writes by Prisma. */
export function createAccessKeyStore({ prisma, sql, sealer, caches, commit }: AccessKeyStoreDeps): AccessKeyStore {
  return {
    async createAccessKey({ secret, ...key }) {
      const data = { ...key, secretSealed: sealColumn(sealer, 'access_keys.secret_sealed', key.id, secret) }
      await commit.write(prisma.accessKey.create({ data }), [{ kind: 'access-key', key: key.id }])
    },
    findAccessKey: (id) => (keyIdForm.test(id) ? translated(() => caches.accessKeys.read(id)) : Promise.resolve(null)),
    listAccessKeys: ({ after, limit }) =>
      translated(async () => {
        const found = await sql.query(listKeys, [after ?? '', limit + 1])
        const { rows, next } = keysetPage(found, limit, ({ id }) => id)
        return { keys: rows, next }
      }),
    async revokeAccessKey(id, at) {
      const { count } = await commit.write(prisma.accessKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } }), [{ kind: 'access-key', key: id }])
      if (count === 0 && (await translated(() => prisma.accessKey.findUnique({ where: { id } }))) === null) {
        throw new DomainError('ResourceNotFound', 'Access key does not exist.')
      }
    },
    touchAccessKey: (id, at) =>
      translated(async () => {
        const known = await caches.accessKeys.read(id)
        if (known?.lastUsedAt && at.getTime() - known.lastUsedAt.getTime() < minutes(1)) return
        const longAgo = [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(at.getTime() - minutes(1)) } }]
        await prisma.accessKey.updateMany({ where: { id, OR: longAgo }, data: { lastUsedAt: at } })
        caches.forget({ kind: 'access-key', key: id })
      }),
  }
}

const findAccessKey = statement<Omit<AccessKey, 'secret'> & { secretSealed: string }>(
  'find_access_key',
  `SELECT id, secret_sealed AS "secretSealed", description, created_at AS "createdAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"
  FROM access_keys WHERE id = $1 AND revoked_at IS NULL`,
)

const listKeys = statement<Omit<AccessKey, 'secret'>>(
  'list_access_keys',
  `SELECT id, description, created_at AS "createdAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt" FROM access_keys WHERE id > $1 ORDER BY id LIMIT $2`,
)

/** Null when it is unknown or revoked. */
export async function loadAccessKey({ sql, sealer }: { sql: Sql; sealer: Sealer }, id: string): Promise<AccessKey | null> {
  const [row] = await sql.query(findAccessKey, [id])
  if (row === undefined) return null
  const { secretSealed, ...key } = row
  return { ...key, secret: openColumn(sealer, 'access_keys.secret_sealed', id, secretSealed) }
}
