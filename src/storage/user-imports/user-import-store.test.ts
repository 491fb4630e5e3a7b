import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { KEPT_PROBLEMS, type UserImportJob } from '#src/domain/user-imports/user-import-job.ts'
import type { ImportedBatch } from '#src/domain/user-imports/user-import-store.ts'
import type { User } from '#src/domain/users/user.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aUser, noon, race, storesWithPool } from '#test/storage/records.ts'

const aJob = (poolId: string, change: Partial<UserImportJob> = {}): UserImportJob => ({
  id: `import-${randomUUID()}`, poolId, name: 'people', roleArn: 'arn', hashAlgorithm: null, status: 'Created', counts: { imported: 0, skipped: 0, failed: 0 },
  completionMessage: null, createdAt: noon, startedAt: null, completedAt: null, ...change,
})
const aBatch = (users: User[], change: Partial<ImportedBatch> = {}): ImportedBatch => ({
  users: users.map((user) => ({ user, names: [{ kind: 'username', name: user.username }] })), counts: { imported: users.length, skipped: 0, failed: 0 },
  problems: [], nextByte: 100, nextLine: 10, ...change,
})
const chunks = statement<{ id: string }>('test_chunks', 'SELECT id FROM user_import_chunks ORDER BY id')
const END = { message: 'done', stopMessage: 'stopped', now: after(9) } as const

forEachEngine('of racing starts one wins, of racing processes one works on the job, and a dead one is followed', async (_t, open) => {
  const { stores: { userImports }, pool } = await storesWithPool(await open())
  const [first, second] = [aJob(pool.id), aJob(pool.id)]
  for (const job of [first, second]) {
    await userImports.createJob(job)
    assert.equal(await userImports.completeUpload({ jobId: job.id, fileId: randomUUID(), lines: 3 }), true)
  }
  assert.equal(await userImports.claimJob({ now: noon, leaseUntil: after(1000), leaseToken: 't' }), null)
  const start = (jobId: string) => userImports.startJob({ poolId: pool.id, jobId, now: after(1), createdAfter: after(-1) })
  const starts = await race(() => start(first.id))
  assert.equal(starts.filter((outcome) => outcome !== null).length, 1)
  assert.equal(await start(second.id), 'busy')
  assert.equal(await userImports.hasActiveJob(pool.id), true)

  const claims = await race((n) => userImports.claimJob({ now: after(1), leaseUntil: after(1000), leaseToken: `t${n}` }))
  const [claim, ...others] = claims.filter((outcome) => outcome !== null)
  assert.ok(typeof claim === 'object' && others.length === 0)
  assert.deepEqual([claim.status, claim.fileLines, claim.nextLine, claim.claims], ['InProgress', 3, 1, 1])
  assert.equal(await userImports.claimJob({ now: after(999), leaseUntil: after(2000), leaseToken: 'later' }), null)
  const follower = (await userImports.claimJob({ now: after(1000), leaseUntil: after(2000), leaseToken: 'follower' })) ?? assert.fail()
  assert.equal(follower.claims, 2)
  const [late, user] = [aUser(pool.id), aUser(pool.id)]
  assert.equal(await userImports.commitBatch(claim, aBatch([late]), noon, after(5000)), false)
  assert.equal(await userImports.commitBatch(follower, aBatch([user]), noon, after(3000)), true)
  await userImports.finishJob(claim, { ...END, status: 'Failed' })
  assert.equal((await userImports.findJob(pool.id, first.id))?.status, 'InProgress')
  await userImports.releaseJob(follower)
  const next = (await userImports.claimJob({ now: after(1001), leaseUntil: after(2000), leaseToken: 'next' })) ?? assert.fail()
  assert.deepEqual([next.nextByte, next.nextLine, next.counts, next.claims], [100, 10, { imported: 1, skipped: 0, failed: 0 }, 1])
  await userImports.finishJob(next, { ...END, status: 'Succeeded' })
  const ended = await userImports.findJob(pool.id, first.id)
  assert.deepEqual([ended?.status, ended?.completionMessage, ended?.completedAt], ['Succeeded', 'done', after(9)])
  assert.equal(typeof (await start(second.id)), 'object')
})

forEachEngine('users, names, counts and progress are stored together or not at all', async (_t, open) => {
  const { stores, pool } = await storesWithPool(await open())
  const { userImports, users, userPools } = stores
  const job = aJob(pool.id)
  await userImports.createJob(job)
  await userImports.completeUpload({ jobId: job.id, fileId: randomUUID(), lines: 3 })
  await userImports.startJob({ poolId: pool.id, jobId: job.id, now: noon, createdAfter: after(-1) })
  const claim = (await userImports.claimJob({ now: noon, leaseUntil: after(1000), leaseToken: 't' })) ?? assert.fail()
  const known = aUser(pool.id, { username: 'known' })
  await users.createUser(known, [{ kind: 'username', name: 'known' }])
  const people = Array.from({ length: 40 }, (_, n) => aUser(pool.id, { username: `user${n}`, attributes: { name: 'ä"\\' }, mfa: { enabled: ['SMS_MFA'], preferred: null } }))
  assert.equal(await userImports.commitBatch(claim, aBatch([...people, aUser(pool.id, { username: 'known' })]), noon, after(1000)), 'taken')
  assert.equal(await userPools.estimateUsers(pool.id), 1)
  const [hashed, ...rest] = people
  const imported = { ...(hashed ?? assert.fail()), credential: { hash: '$2b$05$x', srp: null, setAt: noon, expiresAt: null } }
  const problems = Array.from({ length: KEPT_PROBLEMS }, (_, n) => ({ line: n + 2, outcome: 'FAILED' as const, reason: 'r' }))
  assert.equal(await userImports.commitBatch(claim, aBatch([imported, ...rest], { problems }), noon, after(1000)), true)
  assert.equal(await userPools.estimateUsers(pool.id), 41)
  assert.deepEqual(await users.findUserByName(pool.id, 'user0'), imported)
  assert.deepEqual(await users.findUserByName(pool.id, 'user39'), people[39])
  assert.deepEqual(await userImports.findTaken(pool.id, ['known', 'free'], [known.id, randomUUID()]), { names: new Set(['known']), ids: new Set([known.id]) })

  for (const line of [2000, 2001]) await userImports.commitBatch(claim, aBatch([], { problems: [{ line, outcome: 'SKIPPED', reason: 's' }] }), noon, after(1000))
  assert.deepEqual((await userImports.listProblems(job.id, KEPT_PROBLEMS)).map(({ line }) => line).slice(0, 1), [4])
  assert.equal((await userImports.listProblems(job.id, 9999)).length, KEPT_PROBLEMS + 1)

  assert.equal((await userImports.stopJob({ poolId: pool.id, jobId: job.id, now: noon, message: 'm' }))?.status, 'Stopping')
  assert.equal(await userImports.commitBatch(claim, aBatch([aUser(pool.id)]), noon, after(1000)), false)
  await userImports.finishJob(claim, { ...END, status: 'Failed' })
  const stopped = await userImports.findJob(pool.id, job.id)
  assert.deepEqual([stopped?.status, stopped?.completionMessage, stopped?.counts.imported], ['Stopped', 'stopped', 40])
  await userPools.deletePool(pool.id)
  assert.equal(await userImports.findJob(pool.id, job.id), null)
})

forEachEngine('a file is taken whole, sealed, in place of the one before, while the job waits; it goes with the end', async (_t, open) => {
  const database = await open()
  const { stores: { userImports }, pool } = await storesWithPool(database)
  const job = aJob(pool.id)
  await userImports.createJob(job)
  const [one, two, aborted] = [randomUUID(), randomUUID(), randomUUID()]
  const put = (fileId: string, position: number) => userImports.addChunk({ jobId: job.id, fileId, position, bytes: Buffer.from([0, 255, position]) })
  for (const fileId of [one, two, aborted]) assert.deepEqual([await put(fileId, 0), await put(fileId, 1)], [true, true])
  assert.deepEqual(await userImports.readChunk(one, 1), Buffer.from([0, 255, 1]))
  assert.equal(await userImports.readChunk(one, 2), null)
  await userImports.dropUpload(job.id, aborted)
  assert.equal(await userImports.completeUpload({ jobId: job.id, fileId: one, lines: 1 }), true)
  assert.equal(await userImports.completeUpload({ jobId: job.id, fileId: two, lines: 2 }), true)
  const left = async () => (await database.sql.query(chunks, [])).map(({ id }) => id)
  assert.deepEqual(await left(), [`${two}/0`, `${two}/1`])
  await userImports.startJob({ poolId: pool.id, jobId: job.id, now: noon, createdAfter: after(-1) })
  assert.deepEqual([await put(one, 2), await userImports.completeUpload({ jobId: job.id, fileId: one, lines: 1 })], [false, false])
  assert.equal((await userImports.stopJob({ poolId: pool.id, jobId: job.id, now: noon, message: 'm' }))?.status, 'Stopped')
  assert.deepEqual(await left(), [])

  const waiting = aJob(pool.id)
  await userImports.createJob(waiting)
  await userImports.addChunk({ jobId: waiting.id, fileId: one, position: 0, bytes: Buffer.from('x') })
  await userImports.completeUpload({ jobId: waiting.id, fileId: one, lines: 1 })
  assert.equal(await userImports.expireJobs(after(-1), 'late', noon), 0)
  assert.equal(await userImports.expireJobs(noon, 'late', after(5)), 1)
  assert.deepEqual([await left(), (await userImports.findJob(pool.id, waiting.id))?.status], [[], 'Expired'])
})

forEachEngine('a pool has a thousand jobs, listed newest first', async (_t, open) => {
  const { stores: { userImports }, pool } = await storesWithPool(await open())
  for (let n = 0; n < 1000; n++) await userImports.createJob(aJob(pool.id, { id: `import-${n}`, createdAt: after(Math.floor(n / 2)) }))
  await assert.rejects(userImports.createJob(aJob(pool.id)), { code: 'LimitExceeded' })
  const first = await userImports.listJobs({ poolId: pool.id, after: null, limit: 3 })
  const second = await userImports.listJobs({ poolId: pool.id, after: first.next, limit: 3 })
  assert.deepEqual([...first.jobs, ...second.jobs].map(({ id }) => id), [999, 998, 997, 996, 995, 994].map((n) => `import-${n}`))
  await assert.rejects(userImports.listJobs({ poolId: pool.id, after: 'junk', limit: 3 }), { code: 'InvalidParameter' })
})
