import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createStores, type Stores } from '#src/storage/create-stores.ts'
import type { Database } from '#src/storage/engine/database.ts'
import { until } from '#test/reliability/until.ts'
import { openFreshEmbedded, openFreshPostgresql } from '#test/storage/engines.ts'
import { aClient, aPool, silentLog, testSealer } from '#test/storage/records.ts'
import { type ChangeFeed, createChangeFeed } from './change-feed.ts'

/** Until what was read is older than may be believed without hearing others. */
const untilOld = () => pause(1001)

/** An instance of the program that hears the others. */
async function anInstance(t: TestContext, database: Database): Promise<{ stores: Stores; log: string[]; hears(): Promise<number>; goesDeaf(): Promise<number> }> {
  const log: string[] = []
  const stores = createStores({ database, sealer: testSealer, log: { ...silentLog, info: (_facts, text) => log.push(text), warn: (_facts, text) => log.push(text) } })
  stores.start()
  t.after(() => stores.stop())
  return { stores, log, hears: () => until('the others are heard', () => /are heard/.test(log.at(-1) ?? '')), goesDeaf: () => until('the others are not heard', () => log.some((text) => /not heard/.test(text))) }
}

test('a change by one instance is seen by another, in both directions, and costs no statement before', async (t) => {
  const database = await openFreshPostgresql(t)
  const [here, there] = [await anInstance(t, database), await anInstance(t, database)]
  await Promise.all([here.hears(), there.hears()])
  const pool = aPool()
  assert.equal(await there.stores.userPools.findPool(pool.id), null)
  await here.stores.userPools.createPool(pool)
  await until('it is seen', async () => (await there.stores.userPools.findPool(pool.id)) !== null)

  const client = aClient(pool.id)
  assert.equal(await here.stores.appClients.findClient(client.id), null)
  await there.stores.appClients.createClient(client)
  await until('it is seen', async () => (await here.stores.appClients.findClient(client.id)) !== null)
  await here.stores.appClients.updateClient({ ...client, name: 'renamed' })
  assert.equal((await here.stores.appClients.findClient(client.id))?.name, 'renamed')
  await until('it is seen', async () => (await there.stores.appClients.findClient(client.id))?.name === 'renamed')

  await untilOld()
  const look = () => Promise.all([there.stores.userPools.findPool(pool.id), there.stores.appClients.findClient(client.id)])
  // A listener that the machine holds up for a second is not believed, and a record is read again.
  await until('a hundred looks cost no statement', async () => {
    await look()
    const before = database.statements()
    for (let n = 0; n < 100; n++) await look()
    return database.statements() === before
  })
})

test('while others are not heard records are read again after a second, and after the break everything', async (t) => {
  const database = await openFreshPostgresql(t)
  const { prisma } = database
  const listening = await anInstance(t, database)
  await listening.hears()
  const pool = aPool()
  await listening.stores.userPools.createPool(pool)
  await listening.stores.userPools.findPool(pool.id)
  const cut = () => prisma.$queryRaw`SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE application_name = 'poolhouse listener' AND datname = current_database()`
  await cut()
  await listening.goesDeaf()
  // Changed by somebody who tells nobody, while nobody could have heard it.
  await prisma.userPool.update({ where: { id: pool.id }, data: { name: 'behind its back' } })
  await until('it is seen', async () => (await listening.stores.userPools.findPool(pool.id))?.name === 'behind its back')
  await listening.hears()
})

test('an instance that never listens reads again every second; on the embedded engine reading once is enough', async (t) => {
  const database = await openFreshPostgresql(t)
  const [writer, reader] = [createStores({ database, sealer: testSealer, log: silentLog }), createStores({ database, sealer: testSealer, log: silentLog })]
  const pool = aPool()
  await writer.userPools.createPool(pool)
  await reader.userPools.findPool(pool.id)
  await writer.userPools.updatePool({ ...pool, name: 'new' })
  await until('it is seen', async () => (await reader.userPools.findPool(pool.id))?.name === 'new')

  const embedded = await openFreshEmbedded(t)
  const stores = createStores({ database: embedded, sealer: testSealer, log: silentLog })
  await stores.userPools.createPool(pool)
  await stores.userPools.findPool(pool.id)
  const before = embedded.statements()
  await untilOld()
  await stores.userPools.findPool(pool.id)
  assert.equal(embedded.statements(), before)
})

test('nothing is believed for longer than a second without hearing others, nor for longer than a minute', async (t) => {
  let at = 0
  t.mock.method(performance, 'now', () => at)
  const feedOn = (database: Pick<Database, 'listen'>) => createChangeFeed({ database, log: silentLog, heard: () => undefined })
  const ages = (feed: ChangeFeed, moments: number[]) => moments.map((moment) => ((at = moment), feed.isCurrent(0)))
  assert.deepEqual(ages(feedOn({}), [999, 1000, 60_000, 60_001]), [true, true, true, false], 'nobody else writes')
  assert.deepEqual(ages(feedOn({ listen: () => assert.fail('it was not started') }), [999, 1000]), [true, false])
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  let times = 0
  const listening = feedOn({
    listen: () => Promise.resolve({
      // The first answer counts, the second never comes.
      confirm: () => (++times === 1 ? Promise.resolve() : (resolve(), new Promise<void>(() => undefined))),
      close: () => Promise.resolve(),
    }),
  })
  at = 500
  listening.start()
  await asked
  assert.deepEqual(ages(listening, [1499, 1500]), [true, false])
})
