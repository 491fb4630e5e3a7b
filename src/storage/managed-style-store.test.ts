import assert from 'node:assert/strict'
import { hash, randomUUID } from 'node:crypto'
import type { NewAsset } from '#src/domain/branding/managed/managed-style-store.ts'
import type { ManagedStyle } from '#src/domain/branding/managed/managed-style.ts'
import { forEachEngine, holdAges } from '#test/storage/engines.ts'
import { aClient, after, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const picture = (letter: string, change: Partial<NewAsset> = {}): NewAsset => {
  const bytes = new TextEncoder().encode(letter)
  return {
    category: 'FORM_LOGO', colorMode: 'LIGHT', resourceId: '', extension: 'PNG', bytes,
    served: { hash: hash('sha256', bytes), type: 'image/png', width: 4, height: 2, bytes }, ...change,
  }
}

forEachEngine('a style is kept as it was sent, one a client, with its pictures, and goes with its client', async (t, open) => {
  holdAges(t)
  const { stores: { managedStyles, appClients, brandAssets }, pool } = await storesWithPool(await open())
  const client = aClient(pool.id)
  await appClients.createClient(client)
  const some = (change: Partial<ManagedStyle> = {}): ManagedStyle => ({
    id: randomUUID(), poolId: pool.id, clientId: client.id, useProvided: false, settings: { a: { b: [1, null, 'x'] } }, version: 1, createdAt: noon, updatedAt: noon, ...change,
  })
  const style = some()
  assert.equal(await managedStyles.styleOfClient(pool.id, client.id), null)
  const beginnings = await race(() => managedStyles.createStyle({ ...some(), id: randomUUID() }, [], 20))
  assert.deepEqual(tally(beginnings), { undefined: 1, ManagedLoginBrandingExists: 19 })
  const [won] = [await managedStyles.styleOfClient(pool.id, client.id)]
  assert.ok(won)
  assert.equal(await managedStyles.deleteStyle('us-east-1_other', won.id), false)
  assert.equal(await managedStyles.deleteStyle(pool.id, won.id), true)
  await assert.rejects(managedStyles.createStyle(some({ clientId: 'gone' }), [], 20), { code: 'ResourceNotFound' })
  await managedStyles.createStyle(style, [picture('a'), picture('b', { colorMode: 'DARK' })], 20)
  assert.deepEqual([await managedStyles.findStyle(pool.id, style.id), await managedStyles.findStyle(pool.id, style.id.toUpperCase()), await managedStyles.findStyle('us-east-1_other', style.id), await managedStyles.findStyle(pool.id, 'x')], [style, style, null, null])
  const sent = await managedStyles.listAssets(style.id)
  assert.deepEqual(sent.map(({ colorMode, bytes }) => `${colorMode} ${Buffer.from(bytes).toString()}`), ['DARK b', 'LIGHT a'])
  const used = await managedStyles.styleOfClient(pool.id, client.id)
  assert.equal(await managedStyles.styleOfClient(pool.id, client.id), used, 'the same object until it changes')
  const served = used?.pictures.find(({ colorMode }) => colorMode === 'LIGHT')?.served
  assert.deepEqual(served, { hash: hash('sha256', 'a'), type: 'image/png', width: 4, height: 2 })
  assert.equal(Buffer.from((await brandAssets.findAsset(pool.id, served.hash))?.bytes ?? []).toString(), 'a')

  const endings = await race((index) => managedStyles.updateStyle({ ...style, settings: { change: index }, updatedAt: after(index + 1) }, { clear: false, add: [picture('c')], most: 40 }))
  assert.deepEqual(tally(endings), { undefined: 1, ConcurrentModification: 19 })
  const changed = await managedStyles.styleOfClient(pool.id, client.id)
  assert.ok(changed && changed !== used && changed.version === 2 && changed.pictures.length === 2)
  await assert.rejects(managedStyles.updateStyle(changed, { clear: false, add: [picture('d', { category: 'PAGE_BACKGROUND' })], most: 2 }), { code: 'InvalidParameter' })
  assert.deepEqual(await managedStyles.findStyle(pool.id, style.id), (({ pictures: _, ...rest }) => rest)(changed), 'what was refused left nothing')
  await managedStyles.updateStyle({ ...changed, useProvided: true, settings: null }, { clear: true, add: [], most: 40 })
  const cleared = await managedStyles.styleOfClient(pool.id, client.id)
  assert.deepEqual([cleared?.useProvided, cleared?.settings, cleared?.pictures], [true, null, []])
  await appClients.deleteClient(pool.id, client.id)
  assert.equal(await managedStyles.styleOfClient(pool.id, client.id), null)
})

forEachEngine('of styles made at the same time a pool gets as many as it may have', async (_t, open) => {
  const { stores: { managedStyles, appClients }, pool } = await storesWithPool(await open())
  const clients = Array.from({ length: 6 }, () => aClient(pool.id))
  for (const client of clients) await appClients.createClient(client)
  const endings = await Promise.allSettled(clients.map((client) =>
    managedStyles.createStyle({ id: randomUUID(), poolId: pool.id, clientId: client.id, useProvided: true, settings: null, version: 1, createdAt: noon, updatedAt: noon }, [], 4)))
  assert.equal(endings.filter(({ status }) => status === 'fulfilled').length, 4)
})
