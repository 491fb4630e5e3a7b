import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { SoftwareToken } from '#src/domain/mfa/software-token-store.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const rows = statement<{ row: string }>('test_software_tokens', 'SELECT t::text AS row FROM software_tokens t')

const aToken = (userId: string, change: Partial<SoftwareToken> = {}): SoftwareToken => ({
  userId, seed: null, pendingSeed: 'PENDINGPENDINGPE', friendlyName: null, lastStep: null, createdAt: noon, updatedAt: noon, version: 0, ...change,
})

forEachEngine('a software token is changed by one of 20 racers, its seeds are sealed, and it goes with its user', async (_t, open) => {
  const database = await open()
  const { stores: { softwareTokens, users }, pool } = await storesWithPool(database)
  const user = aUser(pool.id)
  await users.createUser(user, [])
  assert.equal(await softwareTokens.findSoftwareToken(user.id), null)
  assert.deepEqual(tally(await race(() => softwareTokens.saveSoftwareToken(aToken(user.id)))), { true: 1, false: 19 })
  assert.deepEqual(await softwareTokens.findSoftwareToken(user.id), aToken(user.id, { version: 1 }))
  const live = aToken(user.id, { seed: 'LIVELIVELIVELIVE', pendingSeed: null, friendlyName: 'Phone', lastStep: 7, updatedAt: after(1), version: 1 })
  assert.deepEqual(tally(await race(() => softwareTokens.saveSoftwareToken(live))), { true: 1, false: 19 })
  assert.deepEqual(await softwareTokens.findSoftwareToken(user.id), { ...live, version: 2 })
  assert.doesNotMatch((await database.sql.query(rows, [])).map(({ row }) => row).join(), /PENDINGPENDING|LIVELIVE/)
  await softwareTokens.deleteSoftwareToken(user.id)
  assert.equal(await softwareTokens.saveSoftwareToken({ ...live, version: 2 }), false, 'a deleted one does not come back')
  assert.equal(await softwareTokens.findSoftwareToken(user.id), null)
  await softwareTokens.saveSoftwareToken(aToken(user.id))
  await users.deleteUser(pool.id, user.id)
  assert.equal(await softwareTokens.findSoftwareToken(user.id), null)
  await assert.rejects(softwareTokens.saveSoftwareToken(aToken(randomUUID())), { code: 'UserNotFound' })
  assert.equal(await softwareTokens.findSoftwareToken('nobody'), null)
  await softwareTokens.deleteSoftwareToken('nobody')
})

forEachEngine('a time step is spent by one of 20 racers, and never again, nor is one before it', async (_t, open) => {
  const { stores: { softwareTokens, users }, pool } = await storesWithPool(await open())
  const user = aUser(pool.id)
  await users.createUser(user, [])
  await softwareTokens.saveSoftwareToken(aToken(user.id, { seed: 'A' }))
  const token = { userId: user.id, version: 1 }
  assert.deepEqual(tally(await race(() => softwareTokens.spendStep(token, 100, after(1)))), { true: 1, false: 19 })
  assert.equal(await softwareTokens.spendStep(token, 99, after(2)), false)
  assert.equal(await softwareTokens.spendStep({ ...token, version: 2 }, 101, after(2)), false, 'a step of another seed')
  assert.equal(await softwareTokens.spendStep(token, 101, after(2)), true)
  assert.deepEqual((await softwareTokens.findSoftwareToken(user.id))?.lastStep, 101)
})
