import assert from 'node:assert/strict'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import { forEachEngine, holdAges } from '#test/storage/engines.ts'
import { aClient, aPool, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const aDomain = (poolId: string, domain: string, kind: UserPoolDomain['kind'] = 'prefix'): UserPoolDomain =>
  ({ domain, poolId, kind, managedLoginVersion: 1, customDomainConfig: null, status: 'ACTIVE', createdAt: noon, provedAt: null, checkAt: null, lostAt: null })

forEachEngine('pools are stored as given, listed by region in pages, and read from memory', async (t, open) => {
  holdAges(t)
  const database = await open()
  const { stores: { userPools, users }, pool } = await storesWithPool(database)
  assert.deepEqual(await userPools.findPool(pool.id), pool)
  const before = database.statements()
  await userPools.findPool(pool.id)
  assert.equal(database.statements(), before)
  const others = [aPool({ id: 'eu-west-1_a', region: 'eu-west-1' }), aPool({ id: 'eu-west-1_b', region: 'eu-west-1' }), aPool({ id: 'eu-west-1_c', region: 'eu-west-1' })]
  for (const other of others) await userPools.createPool(other)
  await users.createUser(aUser('eu-west-1_b'), [])
  const first = await userPools.listPools({ region: 'eu-west-1', after: null, limit: 2 })
  assert.deepEqual(first.pools.map(({ id, estimatedUsers }) => [id, estimatedUsers]), [['eu-west-1_a', 0], ['eu-west-1_b', 1]])
  assert.equal(first.next, 'eu-west-1_b')
  assert.deepEqual(await userPools.listPools({ region: 'eu-west-1', after: first.next, limit: 2 }), { pools: [others[2]], next: null })
  assert.equal((await userPools.listPools({ region: null, after: null, limit: 9 })).pools.length, 4)
  await assert.rejects(userPools.createPool(pool), { code: 'ConcurrentModification' })
})

forEachEngine('a pool of an older release has the defaults of options that came later', async (_t, open) => {
  const { stores: { userPools } } = await storesWithPool(await open())
  const older = aPool({ id: 'eu-west-1_older' })
  const options = { sessionMinutes: 61 } as unknown as typeof older.settings.Poolhouse
  await userPools.createPool({ ...older, settings: { ...older.settings, Poolhouse: options } })
  const { refuseCommonPasswords, accountDeletionDays, sessionMinutes: kept } = (await userPools.findPool(older.id))?.settings.Poolhouse ?? {}
  assert.deepEqual([refuseCommonPasswords, accountDeletionDays, kept], [true, 14, 61])
})

forEachEngine('of 20 updates of one pool one wins and is seen at once', async (_t, open) => {
  const { stores: { userPools }, pool } = await storesWithPool(await open())
  const endings = await race(async (index) => (await userPools.updatePool({ ...pool, name: `n${index}` })).version)
  assert.deepEqual(tally(endings), { 2: 1, ConcurrentModification: 19 })
  const stored = await userPools.findPool(pool.id)
  assert.match(stored?.name ?? '', /^n\d+$/)
  await assert.rejects(userPools.updatePool(aPool()), { code: 'ResourceNotFound' })
})

forEachEngine('a domain belongs to one pool, a pool has one of each kind, and the custom one is told', async (t, open) => {
  holdAges(t)
  const database = await open()
  const { stores: { userPools }, pool } = await storesWithPool(database)
  const other = aPool()
  await userPools.createPool(other)
  assert.equal(await userPools.domainOf(pool.id), null)
  assert.equal(await userPools.findDomain('shop'), null)
  assert.deepEqual(tally(await race((index) => userPools.createDomain(aDomain(index % 2 ? pool.id : other.id, 'shop'), null))), { undefined: 1, InvalidParameter: 19 })
  const { poolId } = (await userPools.findDomain('shop')) ?? assert.fail()
  await assert.rejects(userPools.createDomain(aDomain(poolId, 'second'), null), { code: 'InvalidParameter' })
  const custom = { ...aDomain(poolId, 'auth.example.com', 'custom'), customDomainConfig: { CertificateArn: 'arn' } }
  await userPools.createDomain(custom, null)
  assert.deepEqual(await userPools.domainOf(poolId), custom)
  await userPools.updateDomain({ ...custom, managedLoginVersion: 2, customDomainConfig: null })
  assert.deepEqual(await userPools.findDomain('auth.example.com'), { ...custom, managedLoginVersion: 2, customDomainConfig: null })
  assert.deepEqual((await userPools.listDomains(poolId)).map(({ domain }) => domain), ['auth.example.com', 'shop'])
  assert.ok(((await userPools.findPool(poolId))?.version ?? 0) >= 4, 'the pool is another one for those who built upon it')
  const before = database.statements()
  await Promise.all([userPools.domainOf(poolId), userPools.findDomain('shop'), userPools.findDomain('auth.example.com')])
  await Promise.all([userPools.domainOf(poolId), userPools.findDomain('shop'), userPools.findDomain('auth.example.com')])
  assert.ok(database.statements() <= before + 1)
  const after = database.statements()
  for (const invented of ['', 'x\0y', 'a'.repeat(300), '\ud800', '../..']) {
    assert.equal(await userPools.findPool(invented), null)
    assert.equal(await userPools.findDomain(invented), null)
  }
  assert.equal(database.statements(), after)
  await userPools.deleteDomain(poolId, 'auth.example.com')
  assert.equal((await userPools.domainOf(poolId))?.domain, 'shop')
  await assert.rejects(userPools.updateDomain(custom), { code: 'ResourceNotFound' })
  await assert.rejects(userPools.createDomain(aDomain('nowhere', 'x'), null), { code: 'ResourceNotFound' })
})

forEachEngine('a deleted pool takes clients, domains, groups and scopes with it, out of memory too', async (_t, open) => {
  const database = await open()
  const { stores, pool } = await storesWithPool(database)
  const client = aClient(pool.id)
  await stores.appClients.createClient(client)
  await stores.userPools.createDomain(aDomain(pool.id, 'shop'), null)
  await stores.resourceServers.createResourceServer({ poolId: pool.id, identifier: 'api', name: 'api', scopes: [], createdAt: noon, updatedAt: noon })
  await stores.appClients.findClient(client.id)
  await stores.userPools.findDomain('shop')
  await stores.resourceServers.findResourceServer(pool.id, 'api')
  const session = { poolId: pool.id, model: 'Session', idDigest: 'd' }
  for (let n = 0; n < 501; n++) await stores.models.upsert({ ...session, idDigest: `d${n}` }, {}, { grantId: null, uid: null, userCode: null, accountId: null, expiresAt: null })
  await stores.models.upsert({ ...session, poolId: 'other' }, {}, { grantId: null, uid: null, userCode: null, accountId: null, expiresAt: null })
  await stores.userPools.deletePool(pool.id)
  assert.equal(await database.prisma.oidcModel.count(), 1)
  assert.equal(await stores.appClients.findClient(client.id), null)
  assert.equal(await stores.userPools.findDomain('shop'), null)
  assert.equal(await stores.resourceServers.findResourceServer(pool.id, 'api'), null)
  assert.deepEqual(await stores.userPools.listPools({ region: null, after: null, limit: 9 }), { pools: [], next: null })
})
