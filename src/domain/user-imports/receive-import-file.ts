import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import { type Clock, epochSeconds } from '#src/domain/clock.ts'
import { isSigned, type SignedJob } from './upload-address.ts'
import { CHUNK_BYTES, MOST_BYTES } from './user-import-job.ts'
import type { UserImportStore } from './user-import-store.ts'

export type ReceiveImportFileDeps = {
  userImports: Pick<UserImportStore, 'findJob' | 'addChunk' | 'completeUpload' | 'dropUpload'>
  keyedHash: Pick<KeyedHash, 'verify'>
  random: Pick<Random, 'uuid'>
  clock: Clock
}

export type ReceiveOutcome = 'stored' | 'not-signed' | 'expired' | 'closed' | 'too-large'

const NEWLINE = 0x0a

/**
 * Takes a job's file, one piece in memory at a time: nothing is read before the signature was checked, and the next piece is read when
 * the last is stored. A second file replaces the first, whole or not at all; once the job is started it is closed.
 */
export const receiveImportFile = async (deps: ReceiveImportFileDeps, signed: SignedJob, body: AsyncIterable<Buffer>): Promise<ReceiveOutcome> => {
  if (!isSigned(deps.keyedHash, signed)) return 'not-signed'
  if (epochSeconds(deps.clock.now()) >= Number(signed.expires)) return 'expired'
  const job = await deps.userImports.findJob(signed.poolId, signed.jobId)
  if (job?.status !== 'Created') return 'closed'
  const upload = { jobId: job.id, fileId: deps.random.uuid() }
  let stored = false
  try {
    const outcome = await storePieces(deps, upload, body)
    stored = outcome === 'stored'
    return outcome
  } finally {
    // Also when the sender went away in the middle.
    if (!stored) await deps.userImports.dropUpload(upload.jobId, upload.fileId)
  }
}

type Upload = { jobId: string; fileId: string }

const storePieces = async ({ userImports }: ReceiveImportFileDeps, upload: Upload, body: AsyncIterable<Buffer>): Promise<ReceiveOutcome> => {
  let total = 0
  let newlines = 0
  let endsWithin = false
  let position = 0
  for await (const bytes of inPieces(body)) {
    total += bytes.length
    if (total > MOST_BYTES) return 'too-large'
    newlines += countNewlines(bytes)
    endsWithin = bytes.at(-1) !== NEWLINE
    if (!(await userImports.addChunk({ ...upload, position, bytes }))) return 'closed'
    position += 1
  }
  return (await userImports.completeUpload({ ...upload, lines: newlines + (endsWithin ? 1 : 0) })) ? 'stored' : 'closed'
}

/** The same bytes in pieces of one size, the last one shorter. */
async function* inPieces(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const arrived of body) {
    let rest = arrived
    while (length + rest.length >= CHUNK_BYTES) {
      const fitting = CHUNK_BYTES - length
      yield Buffer.concat([...held, rest.subarray(0, fitting)])
      rest = rest.subarray(fitting)
      held = []
      length = 0
    }
    if (rest.length > 0) held.push(rest)
    length += rest.length
  }
  if (length > 0) yield Buffer.concat(held)
}

const countNewlines = (bytes: Buffer): number => {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1
  return count
}
