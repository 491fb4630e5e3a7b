import { openColumnBytes, sealColumn } from '#src/storage/sealed-columns.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { translated } from '#src/storage/translate-error.ts'
import type { UserImportStoreDeps } from './user-import-store.ts'

const insertChunk = statement(
  'add_import_chunk',
  `INSERT INTO user_import_chunks (id, job_id, file_id, bytes_sealed)
  SELECT $1, j.id, $3::uuid, $4 FROM user_import_jobs j WHERE j.id = $2 AND j.status = 'Created' FOR KEY SHARE OF j`,
)
/** The upload before goes; one that is still under way is left to whoever sends it. */
const takeUpload = statement(
  'complete_import_upload',
  `WITH before AS (SELECT id, file_id FROM user_import_jobs WHERE id = $1 AND status = 'Created' FOR UPDATE),
  dropped AS (DELETE FROM user_import_chunks c USING before WHERE c.job_id = before.id AND c.file_id = before.file_id)
  UPDATE user_import_jobs j SET file_id = $2::uuid, file_lines = $3 FROM before WHERE j.id = before.id`,
)
const deleteUpload = statement('drop_import_upload', 'DELETE FROM user_import_chunks WHERE job_id = $1 AND file_id = $2::uuid')
const selectChunk = statement<{ sealed: string }>('read_import_chunk', 'SELECT bytes_sealed AS sealed FROM user_import_chunks WHERE id = $1')

const chunkId = (fileId: string, position: number): string => `${fileId}/${position}`

/** False when the job takes no file any more. */
export const addChunk = ({ sql, sealer }: UserImportStoreDeps, { jobId, fileId, position, bytes }: { jobId: string; fileId: string; position: number; bytes: Buffer }): Promise<boolean> => {
  const id = chunkId(fileId, position)
  return translated(async () => (await sql.run(insertChunk, [id, jobId, fileId, sealColumn(sealer, 'user_import_chunks.bytes_sealed', id, bytes)])) === 1)
}

/** False when the job takes no file any more. */
export const completeUpload = ({ sql }: UserImportStoreDeps, { jobId, fileId, lines }: { jobId: string; fileId: string; lines: number }): Promise<boolean> =>
  translated(async () => (await sql.run(takeUpload, [jobId, fileId, lines])) === 1)

export const dropUpload = ({ sql }: UserImportStoreDeps, jobId: string, fileId: string): Promise<void> =>
  translated(async () => void (await sql.run(deleteUpload, [jobId, fileId])))

export const readChunk = ({ sql, sealer }: UserImportStoreDeps, fileId: string, position: number): Promise<Buffer | null> =>
  translated(async () => {
    const id = chunkId(fileId, position)
    const [row] = await sql.query(selectChunk, [id])
    return row === undefined ? null : openColumnBytes(sealer, 'user_import_chunks.bytes_sealed', id, row.sealed)
  })
