import assert from 'node:assert/strict'
import { forEachEngine, holdAges } from '#test/storage/engines.ts'
import { after, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

forEachEngine('of 20 resource servers with one identifier one is created; all are read from memory and seen at once', async (t, open) => {
  holdAges(t)
  const database = await open()
  const { stores: { resourceServers, userPools }, pool } = await storesWithPool(database)
  const server = { poolId: pool.id, identifier: 'https://api.example.com', name: 'api', scopes: [{ name: 'read', description: 'Reads' }], createdAt: noon, updatedAt: noon }
  assert.equal(await resourceServers.findResourceServer(pool.id, server.identifier), null)
  assert.deepEqual(tally(await race(() => resourceServers.createResourceServer(server))), { undefined: 1, InvalidParameter: 19 })
  assert.deepEqual(await resourceServers.findResourceServer(pool.id, server.identifier), server)
  assert.equal((await userPools.findPool(pool.id))?.version, 2)
  for (const identifier of ['b', 'B']) await resourceServers.createResourceServer({ ...server, identifier })
  const first = await resourceServers.listResourceServers({ poolId: pool.id, after: null, limit: 2 })
  assert.deepEqual([first.resourceServers.map(({ identifier }) => identifier), first.next], [['B', 'b'], 'b'])
  const before = database.statements()
  assert.deepEqual(await resourceServers.listResourceServers({ poolId: pool.id, after: 'b', limit: 2 }), { resourceServers: [server], next: null })
  assert.equal(database.statements(), before)
  const changed = { ...server, name: 'new', scopes: [], updatedAt: after(1) }
  await resourceServers.updateResourceServer(changed)
  assert.deepEqual(await resourceServers.findResourceServer(pool.id, server.identifier), changed)
  await resourceServers.deleteResourceServer(pool.id, server.identifier)
  assert.equal(await resourceServers.findResourceServer(pool.id, server.identifier), null)
  await assert.rejects(resourceServers.updateResourceServer(changed), { code: 'ResourceNotFound' })
  await assert.rejects(resourceServers.createResourceServer({ ...server, poolId: 'nowhere' }), { code: 'ResourceNotFound' })
})
