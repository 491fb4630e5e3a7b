import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { forEachEngine, holdAges } from '#test/storage/engines.ts'
import { aClient, after, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const aSecret = (value: string) => ({ id: randomUUID(), value, digest: `digest of ${value}`, createdAt: noon })

forEachEngine('a client is stored with its secrets sealed, read from memory, listed in pages', async (t, open) => {
  holdAges(t)
  const database = await open()
  const { stores: { appClients, userPools }, pool } = await storesWithPool(database)
  const client = aClient(pool.id, { id: 'b', secrets: [{ ...aSecret('first secret'), slot: 0 }, { ...aSecret('second'), slot: 1, createdAt: after(1) }] })
  await appClients.createClient(client)
  assert.deepEqual(await appClients.findClient('b'), client)
  assert.doesNotMatch(JSON.stringify(await database.prisma.appClientSecret.findMany({ select: { secretSealed: true } })), /first secret/)
  const before = database.statements()
  await appClients.findClient('b')
  assert.equal(database.statements(), before)
  assert.equal((await userPools.findPool(pool.id))?.version, 2)
  for (const id of ['c', 'a']) await appClients.createClient(aClient(pool.id, { id }))
  const first = await appClients.listClients({ poolId: pool.id, after: null, limit: 2 })
  assert.deepEqual([first.clients.map(({ id }) => id), first.next], [['a', 'b'], 'b'])
  assert.deepEqual(first.clients[1], client)
  assert.deepEqual((await appClients.listClients({ poolId: pool.id, after: 'b', limit: 2 })).clients.map(({ id }) => id), ['c'])
  await assert.rejects(appClients.createClient(client), { code: 'InvalidParameter' })
  await assert.rejects(appClients.createClient(aClient('nowhere')), { code: 'ResourceNotFound' })
})

forEachEngine('whether a pool has so many clients, groups, and an installation so many pools', async (_t, open) => {
  const { stores: { appClients, groups, userPools }, pool } = await storesWithPool(await open())
  for (const id of ['a', 'b']) {
    await appClients.createClient(aClient(pool.id, { id }))
    await groups.createGroup({ poolId: pool.id, name: id, description: null, roleArn: null, precedence: null, createdAt: noon, updatedAt: noon })
  }
  const counts = [1, 2, 3]
  assert.deepEqual(await Promise.all(counts.map((count) => appClients.hasClients(pool.id, count))), [true, true, false])
  assert.deepEqual(await Promise.all(counts.map((count) => groups.hasGroups(pool.id, count))), [true, true, false])
  assert.deepEqual(await Promise.all([appClients.hasClients('nowhere', 1), groups.hasGroups('nowhere', 1), userPools.hasPools(1), userPools.hasPools(2)]), [false, false, true, false])
})

forEachEngine('an unknown client is asked for once, and what is no client id never', async (t, open) => {
  holdAges(t)
  const database = await open()
  const { stores: { appClients }, pool } = await storesWithPool(database)
  const before = database.statements()
  assert.equal(await appClients.findClient('unknown'), null)
  const once = database.statements()
  assert.ok(once > before)
  for (const id of ['unknown', '', 'a'.repeat(129), "x' OR 1=1", 'a\0b', '\ud800']) assert.equal(await appClients.findClient(id), null)
  assert.equal(database.statements(), once)
  await appClients.createClient(aClient(pool.id, { id: 'unknown' }))
  assert.equal((await appClients.findClient('unknown'))?.id, 'unknown')
  await appClients.deleteClient(pool.id, 'unknown')
  assert.equal(await appClients.findClient('unknown'), null)
})

forEachEngine('of 20 updates of one client one wins; secrets stay', async (_t, open) => {
  const { stores: { appClients }, pool } = await storesWithPool(await open())
  const client = aClient(pool.id, { secrets: [{ ...aSecret('s'), slot: 0 }] })
  await appClients.createClient(client)
  const endings = await race(async (index) => (await appClients.updateClient({ ...client, name: `n${index}`, secrets: [] })).secrets.length)
  assert.deepEqual(tally(endings), { 1: 1, ConcurrentModification: 19 })
  await assert.rejects(appClients.updateClient(aClient(pool.id)), { code: 'ResourceNotFound' })
  await assert.rejects(appClients.updateClient({ ...client, poolId: 'other', version: 2 }), { code: 'ResourceNotFound' })
})

forEachEngine('a client never has more than two secrets nor loses its last one, whatever 20 callers do', async (_t, open) => {
  const { stores: { appClients }, pool } = await storesWithPool(await open())
  const client = aClient(pool.id)
  await appClients.createClient(client)
  assert.deepEqual(tally(await race((index) => appClients.addSecret(client.id, aSecret(`s${index}`)))), { undefined: 2, LimitExceeded: 18 })
  const both = (await appClients.findClient(client.id))?.secrets ?? []
  assert.deepEqual(both.map(({ slot }) => slot).sort(), [0, 1])
  const endings = await race((index) => appClients.deleteSecret(client.id, both[index % 2]?.id ?? ''))
  assert.equal(tally(endings)['undefined'], 1)
  const [left, ...others] = (await appClients.findClient(client.id))?.secrets ?? []
  assert.deepEqual(others, [])
  await assert.rejects(appClients.deleteSecret(client.id, left?.id ?? ''), { code: 'LimitExceeded' })
  await assert.rejects(appClients.deleteSecret(client.id, randomUUID()), { code: 'ResourceNotFound' })
  await assert.rejects(appClients.addSecret('nobody', aSecret('x')), { code: 'ResourceNotFound' })
  await appClients.addSecret(client.id, aSecret('again'))
  assert.equal((await appClients.findClient(client.id))?.secrets.length, 2)
})
