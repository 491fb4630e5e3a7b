import assert from 'node:assert/strict'
import { minutes } from '#src/contracts/duration.ts'
import { forEachEngine, holdAges } from '#test/storage/engines.ts'
import { after, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const key = { id: 'AKIDEXAMPLE', secret: 'very secret', description: null, createdAt: noon, lastUsedAt: null, revokedAt: null }

forEachEngine('a key pair is kept sealed, read from memory, listed without its secret, and dead once revoked', async (t, open) => {
  holdAges(t)
  const database = await open()
  const { stores: { accessKeys } } = await storesWithPool(database)
  assert.equal(await accessKeys.findAccessKey(key.id), null)
  assert.deepEqual(tally(await race(() => accessKeys.createAccessKey(key))), { undefined: 1, InvalidParameter: 19 })
  assert.deepEqual(await accessKeys.findAccessKey(key.id), key)
  const before = database.statements()
  await accessKeys.findAccessKey(key.id)
  assert.equal(await accessKeys.findAccessKey('no key id!'), null)
  assert.equal(database.statements(), before)
  assert.doesNotMatch(JSON.stringify(await database.prisma.accessKey.findMany()), /very secret/)
  const { secret: _, ...listed } = key
  await accessKeys.createAccessKey({ ...key, id: 'B' })
  assert.deepEqual(await accessKeys.listAccessKeys({ after: null, limit: 1 }), { keys: [listed], next: key.id })
  assert.deepEqual(await accessKeys.listAccessKeys({ after: key.id, limit: 1 }), { keys: [{ ...listed, id: 'B' }], next: null })
  await accessKeys.revokeAccessKey(key.id, after(1))
  await accessKeys.revokeAccessKey(key.id, after(2))
  assert.equal(await accessKeys.findAccessKey(key.id), null)
  assert.deepEqual((await accessKeys.listAccessKeys({ after: null, limit: 1 })).keys[0]?.revokedAt, after(1))
  await assert.rejects(accessKeys.revokeAccessKey('unknown', noon), { code: 'ResourceNotFound' })
})

forEachEngine('the last use of a key is written once a minute', async (t, open) => {
  holdAges(t)
  const database = await open()
  const { stores: { accessKeys } } = await storesWithPool(database)
  await accessKeys.createAccessKey(key)
  await accessKeys.touchAccessKey(key.id, noon)
  assert.deepEqual((await accessKeys.findAccessKey(key.id))?.lastUsedAt, noon)
  const before = database.statements()
  await accessKeys.touchAccessKey(key.id, after(minutes(1) - 1))
  assert.equal(database.statements(), before)
  await accessKeys.touchAccessKey(key.id, after(minutes(1) + 1))
  assert.deepEqual((await accessKeys.findAccessKey(key.id))?.lastUsedAt, after(minutes(1) + 1))
})
