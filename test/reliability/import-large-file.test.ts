import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { MOST_BYTES } from '#src/domain/user-imports/user-import-job.ts'
import { csvOf, ended, ROLE } from '#test/aws-api/import-users.ts'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { startProgram } from './start-program.ts'

const MEGABYTE = 1024 * 1024

/** Bytes the process holds now, where the system tells. */
const held = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024

/** A body that is made as it is sent. */
function body(head: string, bytes: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const filling = new Uint8Array(MEGABYTE).fill(0x78)
  let left = bytes
  return new ReadableStream({
    pull(controller) {
      const piece = left === bytes ? new TextEncoder().encode(head) : filling.subarray(0, Math.min(left, MEGABYTE))
      left -= piece.length
      controller.enqueue(piece)
      if (left === 0) controller.close()
    },
  })
}

test('AW-22 a file of 100 MB is taken with flat memory and read with it; one byte more is refused', { skip: process.platform !== 'linux' && 'memory is read from /proc' }, async (t) => {
  const program = await startProgram(t)
  const { poolId: UserPoolId } = program.application
  const sdk = createSdk(program.url)
  t.after(() => sdk.destroy())
  const { UserImportJob: job } = await sdk.createUserImportJob({ UserPoolId, JobName: 'large', CloudWatchLogsRoleArn: ROLE })
  const columns = (await sdk.getCSVHeader({ UserPoolId })).CSVHeader ?? []
  const head = csvOf(columns, [{ 'cognito:username': 'bob@example.com', email: 'bob@example.com', email_verified: 'true' }])
  const put = async (bytes: number) => (await fetch(job?.PreSignedUrl ?? '', { method: 'PUT', body: body(head, bytes), duplex: 'half' } as RequestInit)).status
  // The connection may end before the answer is read.
  const refused = await fetch(job?.PreSignedUrl ?? '', { method: 'PUT', body: new Uint8Array(MOST_BYTES + 1) }).then(({ status }) => status, () => 413)
  assert.equal(refused, 413)
  await assert.rejects(sdk.startUserImportJob({ UserPoolId, JobId: job?.JobId }), { name: 'PreconditionNotMetException' })

  // The embedded database takes its room for pieces of this size, whatever their number.
  assert.equal(await put(MOST_BYTES / 5), 200)
  const before = held(program.pid)
  let most = before
  const watching = setInterval(() => { most = Math.max(most, held(program.pid)) }, 20)
  const run = async () => {
    assert.equal(await put(MOST_BYTES), 200)
    await sdk.startUserImportJob({ UserPoolId, JobId: job?.JobId })
    return ended({ sdk }, { UserPoolId, JobId: job?.JobId })
  }
  const end = await run().finally(() => clearInterval(watching))
  assert.deepEqual([end.ImportedUsers, end.FailedUsers], [1, 1])
  assert.equal(await (await fetch(job?.PreSignedUrl ?? '')).text(), '[FAILED] Line Number 3 - The row has more than 16000 characters.\n')
  // Pieces that nobody holds any more stay until the collector comes by, on a busy machine later; a file that is held is all there, and more than once.
  assert.ok(most - before < MOST_BYTES, `grew by ${Math.round((most - before) / MEGABYTE)} MB`)
  t.diagnostic(`grew by ${Math.round((most - before) / MEGABYTE)} MB`)
})
