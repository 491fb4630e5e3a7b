import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { days, hours } from '#src/contracts/duration.ts'
import type { BrandFile } from '#src/domain/branding/brand-file.ts'
import type { UiCustomization } from '#src/domain/branding/classic/ui-customization.ts'
import { createSweeper } from '#src/storage/sweeper.ts'
import { forEachEngine, holdAges } from '#test/storage/engines.ts'
import { aClient, after, noon, silentLog, storesWithPool } from '#test/storage/records.ts'

const aFile = (text: string): BrandFile => ({ hash: hash('sha256', text), type: 'image/png', width: 4, height: 2, bytes: new TextEncoder().encode(text) })
const assetOf = ({ hash: name, type }: BrandFile) => ({ hash: name, type, width: 4, height: 2 })
const some = (poolId: string, change: Partial<UiCustomization> = {}): UiCustomization => ({ poolId, scope: 'ALL', css: '.a{}', cssVersion: '20261121120000', logo: null, createdAt: noon, updatedAt: noon, ...change })

forEachEngine('customizations are kept one a scope, with their files, raise the version of the pool, and go with their client', async (t, open) => {
  holdAges(t)
  const { stores: { uiCustomizations, brandAssets, appClients, userPools }, pool } = await storesWithPool(await open())
  const client = aClient(pool.id)
  await appClients.createClient(client)
  const versionBefore = (await userPools.findPool(pool.id))?.version ?? 0
  const logo = aFile('a logo')
  const stored = await uiCustomizations.saveCustomization(some(pool.id, { logo: assetOf(logo) }), [logo])
  assert.deepEqual(stored, some(pool.id, { logo: assetOf(logo) }))
  assert.deepEqual(await brandAssets.findAsset(pool.id, logo.hash), logo)
  assert.equal(await brandAssets.findAsset('us-east-1_other', logo.hash), null)
  for (const strange of ['x', '../', logo.hash.toUpperCase(), `${logo.hash}0`]) assert.equal(await brandAssets.findAsset(pool.id, strange), null)
  assert.equal((await userPools.findPool(pool.id))?.version, versionBefore + 1)

  const changed = await uiCustomizations.saveCustomization(some(pool.id, { css: null, cssVersion: null, createdAt: after(hours(1)), updatedAt: after(hours(1)) }), [])
  assert.deepEqual(changed, some(pool.id, { css: null, cssVersion: null, updatedAt: after(hours(1)) }))
  await uiCustomizations.saveCustomization(some(pool.id, { scope: client.id }), [])
  const all = await uiCustomizations.customizationsOf(pool.id)
  assert.deepEqual(all.map(({ scope }) => scope).toSorted(), ['ALL', client.id].toSorted())
  assert.equal(await uiCustomizations.customizationsOf(pool.id), all, 'the same objects, from memory')

  await assert.rejects(uiCustomizations.saveCustomization(some(pool.id, { scope: 'gone' }), [aFile('nobody shows it')]), { code: 'ResourceNotFound' })
  assert.equal(await brandAssets.findAsset(pool.id, aFile('nobody shows it').hash), null, 'a file without what refers to it is not kept')
  await assert.rejects(uiCustomizations.saveCustomization(some('us-east-1_gone'), []), { code: 'ResourceNotFound' })

  await appClients.deleteClient(pool.id, client.id)
  assert.deepEqual((await uiCustomizations.customizationsOf(pool.id)).map(({ scope }) => scope), ['ALL'])
  await uiCustomizations.deleteCustomization(pool.id, 'ALL')
  assert.deepEqual(await uiCustomizations.customizationsOf(pool.id), [])
})

forEachEngine('files that nothing refers to are swept after a day, and no others', async (_t, open) => {
  const database = await open()
  const { stores: { uiCustomizations }, pool } = await storesWithPool(database)
  const [used, old, again] = [aFile('used'), aFile('old'), aFile('again')]
  await uiCustomizations.saveCustomization(some(pool.id, { logo: assetOf(old) }), [old, again])
  await uiCustomizations.saveCustomization(some(pool.id, { logo: assetOf(used) }), [used])
  // Used and given up once more, later.
  await uiCustomizations.saveCustomization(some(pool.id, { logo: assetOf(used), updatedAt: after(hours(12)) }), [used, again])
  const sweepAt = async (now: Date) => (await createSweeper({ database, clock: { now: () => now }, log: silentLog }).sweep()).brandAssets
  const left = async () => (await database.prisma.brandAsset.findMany({ select: { hash: true } })).map(({ hash: name }) => name).toSorted()
  assert.equal(await sweepAt(after(days(1) - 1)), 0)
  assert.equal(await sweepAt(after(days(1) + 1)), 1)
  assert.deepEqual(await left(), [used.hash, again.hash].toSorted())
  assert.equal(await sweepAt(after(days(30))), 1)
  assert.deepEqual(await left(), [used.hash])
  // More than one statement looks at: some that are referred to, and many that are not.
  await database.prisma.$executeRawUnsafe(`INSERT INTO brand_assets (pool_id, hash, type, bytes, used_at) SELECT '${pool.id}', 'h' || n, 'image/png', '', timestamptz '2026-01-01' FROM generate_series(1, 450) n`)
  await uiCustomizations.saveCustomization(some(pool.id, { logo: { ...assetOf(used), hash: 'h7' } }), [])
  assert.equal(await sweepAt(after(days(33))), 449 + 1)
  assert.deepEqual(await left(), ['h7'])
})
