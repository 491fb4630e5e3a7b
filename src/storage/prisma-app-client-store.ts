import type { Prisma } from '#prisma/client.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import type { AppClientSettings } from '#src/domain/app-clients/app-client-settings.ts'
import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { addSecret, deleteSecret, secretData, secretFromRow } from './app-client-secrets.ts'
import type { CommitChanges } from './cache/commit-changes.ts'
import type { Caches } from './caches.ts'
import type { Database } from './engine/database.ts'
import { type Sql, statement } from './engine/sql.ts'
import { holdsAtLeast } from './holds-at-least.ts'
import { keysetPage } from './keyset-page.ts'
import { raisePoolVersion } from './pool-version.ts'
import { translated } from './translate-error.ts'

type ClientRow = Prisma.AppClientGetPayload<{ include: { secrets: true } }>
export type AppClientStoreDeps = { database: Database; sealer: Sealer; caches: Caches; commit: CommitChanges }

/** Cognito: client ids are `[\w+]+`, at most 128 characters. Others name nobody, and are not looked up. */
const clientIdForm = /^[\w+]{1,128}$/

/** App clients: reads from memory, lists and writes by Prisma. */
export function createAppClientStore(deps: AppClientStoreDeps): AppClientStore {
  const { caches, commit, sealer, database: { prisma } } = deps
  return {
    findClient: (clientId) => (clientIdForm.test(clientId) ? translated(() => caches.clients.read(clientId)) : Promise.resolve(null)),
    listClients: ({ poolId, after, limit }) =>
      translated(async () => {
        const where = { poolId, ...(after !== null && { id: { gt: after } }) }
        const found = await prisma.appClient.findMany({ where, include: { secrets: true }, orderBy: { id: 'asc' }, take: limit + 1 })
        const { rows, next } = keysetPage(found, limit, ({ id }) => id)
        return { clients: rows.map((row) => clientFromRow(sealer, row)), next }
      }),
    hasClients: (poolId, count) => holdsAtLeast(deps.database.sql, 'clients', count, poolId),
    async createClient({ id, poolId, name, settings, secrets, version, createdAt, updatedAt }) {
      const data = {
        id, poolId, name, version, createdAt, updatedAt,
        settings: settings as unknown as Prisma.InputJsonValue,
        secrets: { create: secrets.map((secret) => secretData(sealer, secret)) },
      }
      await commit.write(prisma.appClient.create({ data }), [{ kind: 'pool', key: poolId }, { kind: 'client', key: id }], [raisePoolVersion(prisma, poolId)])
    },
    async updateClient({ id, poolId, name, settings, version, updatedAt }) {
      const data = { name, settings: settings as unknown as Prisma.InputJsonValue, updatedAt, version: { increment: 1 } }
      const { count } = await commit.write(prisma.appClient.updateMany({ where: { id, poolId, version }, data }), [{ kind: 'client', key: id }])
      const stored = await translated(() => caches.clients.read(id))
      if (stored?.poolId !== poolId) throw new DomainError('ResourceNotFound', `User pool client ${id} does not exist.`)
      if (count === 0) throw new DomainError('ConcurrentModification', 'The app client was changed at the same time.')
      return stored
    },
    async deleteClient(poolId, clientId) {
      const changes = [{ kind: 'pool', key: poolId }, { kind: 'client', key: clientId }] as const
      await commit.write(prisma.appClient.deleteMany({ where: { id: clientId, poolId } }), changes, [raisePoolVersion(prisma, poolId)])
    },
    addSecret: (clientId, secret) => addSecret(deps, clientId, secret),
    deleteSecret: (clientId, secretId) => deleteSecret(deps, clientId, secretId),
  }
}

const findClient = statement<Omit<ClientRow, 'secrets'>>(
  'find_client',
  `SELECT id, pool_id AS "poolId", name, settings, version, created_at AS "createdAt", updated_at AS "updatedAt" FROM app_clients WHERE id = $1`,
)
const findSecrets = statement<ClientRow['secrets'][number]>(
  'find_client_secrets',
  `SELECT id, client_id AS "clientId", slot, secret_sealed AS "secretSealed", secret_digest AS "secretDigest", created_at AS "createdAt"
  FROM app_client_secrets WHERE client_id = $1`,
)

/** By statements of our own, as all that is read into memory: whoever waits for the first answer need not wait for Prisma's compiler. */
export async function loadClient({ sql, sealer }: { sql: Sql; sealer: Sealer }, id: string): Promise<AppClient | null> {
  const [[row], secrets] = await Promise.all([sql.query(findClient, [id]), sql.query(findSecrets, [id])])
  return row === undefined ? null : clientFromRow(sealer, { ...row, secrets })
}

function clientFromRow(sealer: Sealer, { settings, secrets, ...row }: ClientRow): AppClient {
  const opened = secrets.map((secret) => secretFromRow(sealer, secret)).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.slot - b.slot)
  return { ...row, settings: settings as unknown as AppClientSettings, secrets: opened }
}
