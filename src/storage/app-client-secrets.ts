import type { Sealer } from '#src/crypto/sealing.ts'
import type { AppClientSecret } from '#src/domain/app-clients/app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { statement } from './engine/sql.ts'
import type { AppClientStoreDeps } from './prisma-app-client-store.ts'
import { openColumn, sealColumn } from './sealed-columns.ts'

type SecretRow = { id: string; slot: number; secretSealed: string; secretDigest: string; createdAt: Date }

const takeSlot = statement(
  'add_client_secret',
  `INSERT INTO app_client_secrets (id, client_id, slot, secret_sealed, secret_digest, created_at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (client_id, slot) DO NOTHING`,
)
/** The locking read waits for a deletion under way and then counts what is left. */
const deleteUnlessLast = statement<{ known: boolean; deleted: boolean }>(
  'delete_client_secret',
  `WITH held AS (SELECT id FROM app_client_secrets WHERE client_id = $1 ORDER BY id FOR UPDATE),
  gone AS (
    DELETE FROM app_client_secrets s USING held WHERE s.id = held.id AND held.id = $2 AND (SELECT count(*) FROM held) > 1 RETURNING s.id
  )
  SELECT EXISTS (SELECT 1 FROM held WHERE id = $2) AS known, EXISTS (SELECT 1 FROM gone) AS deleted`,
)

/** Takes the first free slot; of racing callers each gets another one. LimitExceeded when both are taken, ResourceNotFound without client. */
export async function addSecret({ sealer, commit }: AppClientStoreDeps, clientId: string, secret: Omit<AppClientSecret, 'slot'>): Promise<void> {
  const { id, secretSealed, secretDigest, createdAt } = secretData(sealer, { ...secret, slot: 0 })
  await commit.transaction([{ kind: 'client', key: clientId }], async (sql) => {
    for (const slot of [0, 1]) {
      if ((await sql.run(takeSlot, [id, clientId, slot, secretSealed, secretDigest, createdAt])) === 1) return
    }
    throw new DomainError('LimitExceeded', 'An app client can have at most two secrets.')
  })
}

/** ResourceNotFound when the client has no such secret, LimitExceeded when it is the last one. */
export async function deleteSecret({ commit }: AppClientStoreDeps, clientId: string, secretId: string): Promise<void> {
  await commit.transaction([{ kind: 'client', key: clientId }], async (sql) => {
    const [result] = await sql.query(deleteUnlessLast, [clientId, secretId])
    if (result?.known !== true) throw new DomainError('ResourceNotFound', 'The app client has no such secret.')
    if (!result.deleted) throw new DomainError('LimitExceeded', 'The last secret of an app client cannot be deleted.')
  })
}

export const secretData = (sealer: Sealer, { id, slot, value, digest, createdAt }: AppClientSecret): SecretRow => ({
  id, slot, secretSealed: sealColumn(sealer, 'app_client_secrets.secret_sealed', id, value), secretDigest: digest, createdAt,
})

export const secretFromRow = (sealer: Sealer, { id, slot, secretSealed, secretDigest, createdAt }: SecretRow): AppClientSecret => ({
  id, slot: slot === 0 ? 0 : 1, value: openColumn(sealer, 'app_client_secrets.secret_sealed', id, secretSealed), digest: secretDigest, createdAt,
})
