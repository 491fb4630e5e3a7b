import type { Sealer } from '#src/crypto/sealing.ts'
import type { CertificateStore, InstalledCertificate, TlsCertificate } from '#src/domain/certificates/certificate.ts'
import type { CommitChanges } from './cache/commit-changes.ts'
import { type Sql, statement } from './engine/sql.ts'
import { openColumn, sealColumn } from './sealed-columns.ts'
import { translated } from './translate-error.ts'

export type CertificateStoreDeps = { sql: Sql; sealer: Sealer; commit: CommitChanges }

const columns = 'id, names, not_before AS "notBefore", not_after AS "notAfter", created_at AS "createdAt"'
const list = statement<TlsCertificate>('list_certificates', `SELECT ${columns} FROM tls_certificates ORDER BY not_after, id`)
const listWithKeys = statement<Omit<InstalledCertificate, 'key'> & { keySealed: string }>(
  'list_certificates_with_keys', `SELECT ${columns}, chain, key_sealed AS "keySealed" FROM tls_certificates`,
)
/** A certificate for some of the same names takes the place of those that have no other. */
const replaced = statement<{ id: string }>('replaced_certificates', 'DELETE FROM tls_certificates WHERE names <@ $1::text[] AND id <> $2 RETURNING id')
const put = statement(
  'put_certificate',
  `INSERT INTO tls_certificates (id, names, chain, key_sealed, not_before, not_after, created_at) VALUES ($1, $2::text[], $3, $4, $5, $6, $7)
  ON CONFLICT (id) DO UPDATE SET chain = excluded.chain, key_sealed = excluded.key_sealed`,
)
const remove = statement('remove_certificate', 'DELETE FROM tls_certificates WHERE id = $1')

/** Certificates with their keys, sealed. */
export function createCertificateStore({ sql, sealer, commit }: CertificateStoreDeps): CertificateStore {
  return {
    listCertificates: () => translated(() => loadCertificates(sql)),
    putCertificate: ({ id, names, chain, key, notBefore, notAfter, createdAt }) =>
      commit.transaction([{ kind: 'certificate', key: id }], async (within) => {
        const gone = await within.query(replaced, [names, id])
        await within.run(put, [id, names, chain, sealColumn(sealer, 'tls_certificates.key_sealed', id, key), notBefore, notAfter, createdAt])
        return gone.map((row) => row.id)
      }),
    removeCertificate: (id) => commit.transaction([{ kind: 'certificate', key: id }], async (within) => (await within.run(remove, [id])) === 1),
  }
}

/** All certificates without their keys; the one that ends first comes first. */
export const loadCertificates = (sql: Sql): Promise<TlsCertificate[]> => sql.query(list, [])

/** All certificates with their keys in the clear: for the process that serves them. */
export const loadInstalledCertificates = async ({ sql, sealer }: Pick<CertificateStoreDeps, 'sql' | 'sealer'>): Promise<InstalledCertificate[]> =>
  (await sql.query(listWithKeys, [])).map(({ keySealed, ...certificate }) => ({ ...certificate, key: openColumn(sealer, 'tls_certificates.key_sealed', certificate.id, keySealed) }))
