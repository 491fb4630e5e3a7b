import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '#src/storage/engine/database.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { csvOf, ended, uploadedJob } from '#test/aws-api/import-users.ts'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { startProgram } from './start-program.ts'
import { until } from './until.ts'

const ROWS = 2500
const counted = statement<{ users: number; named: number; counters: number; imported: number }>(
  'test_imported',
  `SELECT (SELECT count(*) FROM users)::int AS users, (SELECT count(*) FROM user_names)::int AS named, (SELECT sum(users) FROM user_counts)::int AS counters,
    (SELECT imported_users FROM user_import_jobs) AS imported`,
)
const letLeaseEnd = statement('test_let_lease_end', 'UPDATE user_import_jobs SET lease_until = now() WHERE lease_until > now()')

for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
  test(`RE-01 ${signal} in the middle of an import: what is counted is there, and after the restart every row is imported once`, async (t) => {
    const program = await startProgram(t)
    const { poolId } = program.application
    const sdk = createSdk(program.url)
    t.after(() => sdk.destroy())
    const columns = (await sdk.getCSVHeader({ UserPoolId: poolId })).CSVHeader ?? []
    const rows = Array.from({ length: ROWS }, (_, n) => ({ 'cognito:username': `user${n}@example.com`, email: `user${n}@example.com`, email_verified: 'true' }))
    const job = await uploadedJob({ sdk }, poolId, csvOf(columns, rows))
    const importedNow = async () => (await sdk.describeUserImportJob({ UserPoolId: poolId, JobId: job.JobId })).UserImportJob?.ImportedUsers ?? 0
    await sdk.startUserImportJob({ UserPoolId: poolId, JobId: job.JobId })
    await until('some are imported', async () => (await importedNow()) >= 200)
    program.kill(signal)
    await program.exit

    const database = await openDatabase({ dataDir: program.dataDir })
    t.after(() => database.close())
    const [state] = await database.sql.query(counted, [])
    const imported = state?.imported ?? 0
    assert.ok(imported >= 200 && imported < ROWS, String(imported))
    // Somebody was there before; everybody has two names, the address and the stored one.
    assert.deepEqual(state, { users: imported + 1, named: 2 * (imported + 1), counters: imported + 1, imported })
    if (signal === 'SIGKILL') assert.equal(await database.sql.run(letLeaseEnd, []), 1)
    await database.close()

    await startProgram(t, { again: program })
    const end = await ended({ sdk }, job)
    assert.deepEqual([end.Status, end.ImportedUsers, end.SkippedUsers, end.FailedUsers], ['Succeeded', ROWS, 0, 0])
  })
}
