import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createKeyedHash } from '#src/crypto/keyed-hash.ts'
import { systemRandom } from '#src/crypto/random.ts'
import { receiveImportFile, type ReceiveImportFileDeps } from './receive-import-file.ts'
import { uploadAddress } from './upload-address.ts'
import { CHUNK_BYTES, MOST_BYTES, type UserImportJob } from './user-import-job.ts'

const now = new Date('2026-11-21T12:00:00Z')
const job = { id: 'import-1', poolId: 'us-east-1_p', status: 'Created', createdAt: now } as UserImportJob
const keyedHash = createKeyedHash(Buffer.alloc(32, 1))
const address = new URL(uploadAddress({ publicUrl: 'https://auth.example.com', keyedHash }, job)).searchParams
const signed = { poolId: job.poolId, jobId: job.id, expires: address.get('expires') ?? '', signature: address.get('signature') ?? '' }

/** Keeps sizes of pieces; `waiting` is how many are being stored at once. */
function remembering() {
  const kept = { pieces: [] as Buffer[], lines: null as number | null, dropped: 0, most: 0, waiting: 0 }
  const deps: ReceiveImportFileDeps = {
    userImports: {
      findJob: () => Promise.resolve(job),
      async addChunk({ bytes }) {
        kept.most = Math.max(kept.most, ++kept.waiting)
        await new Promise(setImmediate)
        kept.waiting -= 1
        kept.pieces.push(bytes.length > 100 ? bytes.subarray(0, 0) : bytes)
        return true
      },
      completeUpload: ({ lines }) => Promise.resolve((kept.lines = lines) >= 0),
      dropUpload: () => Promise.resolve(void (kept.dropped += 1)),
    },
    keyedHash, random: systemRandom, clock: { now: () => now },
  }
  return { kept, deps }
}

async function* pieces(...sizes: number[]): AsyncGenerator<Buffer> {
  for (const size of sizes) yield await Promise.resolve(Buffer.alloc(size, 'x\n'))
}

test('a body comes in pieces of one size whatever it arrives in, one after the other, its lines counted', async () => {
  const { kept, deps } = remembering()
  assert.equal(await receiveImportFile(deps, signed, pieces(1, CHUNK_BYTES * 2, 5)), 'stored')
  assert.deepEqual([kept.pieces.length, kept.pieces.at(-1)?.length, kept.most, kept.lines, kept.dropped], [3, 6, 1, CHUNK_BYTES + 3, 0])
})

test('one byte too many, a sender who goes away, and a closed job leave nothing behind', async () => {
  const tooMuch = remembering()
  const sizes = Array.from({ length: 101 }, () => MOST_BYTES / 100)
  assert.equal(await receiveImportFile(tooMuch.deps, signed, pieces(...sizes)), 'too-large')
  const gone = remembering()
  async function* cut() {
    yield* pieces(CHUNK_BYTES + 1)
    throw new Error('aborted')
  }
  await assert.rejects(receiveImportFile(gone.deps, signed, cut()), /aborted/)
  const closed = remembering()
  closed.deps.userImports.addChunk = () => Promise.resolve(false)
  assert.equal(await receiveImportFile(closed.deps, signed, pieces(5)), 'closed')
  assert.deepEqual([tooMuch, gone, closed].map(({ kept }) => [kept.lines, kept.dropped]), [[null, 1], [null, 1], [null, 1]])
})

test('nothing is read for an address that was altered or is over', async () => {
  const { deps } = remembering()
  async function* unread(): AsyncGenerator<Buffer> {
    yield await Promise.reject(new Error('was read'))
  }
  for (const change of [{ jobId: 'import-2' }, { poolId: 'us-east-1_q' }, { expires: '9999999999' }, { signature: `${signed.signature}=` }, { signature: '' }]) {
    assert.equal(await receiveImportFile(deps, { ...signed, ...change }, unread()), 'not-signed')
  }
  deps.clock = { now: () => new Date(now.getTime() + 15 * 60_000) }
  assert.equal(await receiveImportFile(deps, signed, unread()), 'expired')
})
