import assert from 'node:assert/strict'
import { forEachEngine } from '#test/storage/engines.ts'
import { aKey, after, noon, race, storesWithPool } from '#test/storage/records.ts'

forEachEngine('of 20 first keys one is kept and everybody gets it', async (_t, open) => {
  const database = await open()
  const { stores: { signingKeys, userPools }, pool } = await storesWithPool(database)
  assert.deepEqual(await signingKeys.listKeys(pool.id), [])
  const endings = await race(async (index) => (await signingKeys.createFirstKey(aKey(pool.id, `kid${index}`))).map(({ kid }) => kid).join())
  assert.equal(new Set(endings).size, 1)
  const [key] = await signingKeys.listKeys(pool.id)
  assert.deepEqual(key, aKey(pool.id, endings[0] ?? ''))
  assert.equal((await userPools.findPool(pool.id))?.version, 2)
  assert.doesNotMatch(JSON.stringify(await database.prisma.signingKey.findMany()), /pem of/)
  await assert.rejects(signingKeys.createFirstKey(aKey('nowhere', 'x')), { code: 'ResourceNotFound' })
})

forEachEngine('a new key retires the older ones, which leave at their time', async (_t, open) => {
  const { stores: { signingKeys }, pool } = await storesWithPool(await open())
  await signingKeys.createFirstKey(aKey(pool.id, 'old'))
  await signingKeys.rotateKeys(aKey(pool.id, 'middle', after(10)), after(100))
  await signingKeys.rotateKeys(aKey(pool.id, 'new', after(20)), after(200))
  assert.deepEqual((await signingKeys.listKeys(pool.id)).map(({ kid, publishedUntil }) => [kid, publishedUntil]), [['old', after(100)], ['middle', after(200)], ['new', null]])
  await assert.rejects(signingKeys.rotateKeys(aKey('nowhere', 'x'), noon), { code: 'ResourceNotFound' })
})
