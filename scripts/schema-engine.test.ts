import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PrismaPg } from '@prisma/adapter-pg'
import { createPostgresqlDatabase } from '#test/storage/shared-postgresql.ts'
import { openSchemaEngine, readMigrationList, writeDifference } from './schema-engine.ts'

test("Prisma's own engine finds nothing missing, edited or failed in a database that the program has migrated", async (t) => {
  const { url, drop } = await createPostgresqlDatabase()
  t.after(drop)
  const engine = await openSchemaEngine(() => new PrismaPg(url).connect())
  const verdict = await engine.diagnoseMigrationHistory({ migrationsList: readMigrationList(), optInToShadowDatabase: false, filters: { externalTables: [], externalEnums: [] } })
  assert.deepEqual([verdict.hasMigrationsTable, verdict.history, verdict.editedMigrationNames, verdict.failedMigrationNames], [true, null, [], []])
})

test('the migrations lead to the schema', async () => {
  assert.equal(await writeDifference(), '')
})
