import assert from 'node:assert/strict'
import type { PoolSigningKey } from '#src/domain/tokens/signing-key-store.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, noon, race, storesWithPool } from '#test/storage/records.ts'

const aKey = (poolId: string, kid: string, activeFrom = noon): PoolSigningKey => ({
  poolId, kid, alg: 'RS256', publicJwk: { kty: 'RSA', n: 'n', e: 'AQAB', alg: 'RS256', use: 'sig', kid }, privateKeyPem: `pem of ${kid}`, activeFrom, publishedUntil: null, createdAt: activeFrom,
})

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
  assert.equal(await signingKeys.deleteExpiredKeys(after(99)), 0)
  assert.equal(await signingKeys.deleteExpiredKeys(after(100)), 1)
  assert.deepEqual((await signingKeys.listKeys(pool.id)).map(({ kid }) => kid), ['middle', 'new'])
  await assert.rejects(signingKeys.rotateKeys(aKey('nowhere', 'x'), noon), { code: 'ResourceNotFound' })
})
