import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { createEmbeddedFolder } from '#test/storage/embedded-template.ts'
import { createPostgresqlDatabase } from '#test/storage/shared-postgresql.ts'
import { type DatabaseConfig, openDatabase } from './database.ts'
import { statement } from './sql.ts'

const ownMigrations = join(import.meta.dirname, '../../../prisma/migrations')
const history = statement<Record<string, unknown>>('history', 'SELECT * FROM _prisma_migrations ORDER BY migration_name')
const tables = statement<{ name: string }>('tables', `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`)

/** A copy of the program's migrations that a test may change. */
function migrationsCopy(t: TestContext): { folder: string; write(name: string, script: string): void } {
  const folder = mkdtempSync(join(tmpdir(), 'poolhouse-migrations-'))
  t.after(() => rmSync(folder, { recursive: true }))
  cpSync(ownMigrations, folder, { recursive: true })
  return {
    folder,
    write(name, script) {
      mkdirSync(join(folder, name), { recursive: true })
      writeFileSync(join(folder, name, 'migration.sql'), script)
    },
  }
}

/** On each engine: a database that has had the program's own migrations, and the sequel of its migrations. */
function onMigrated(name: string, body: (config: DatabaseConfig & { migrationsDir: string }, write: (name: string, script: string) => void) => Promise<void>): void {
  test(`${name} (embedded)`, async (t) => {
    const { folder, write } = migrationsCopy(t)
    const dataDir = await createEmbeddedFolder()
    t.after(() => rmSync(dataDir, { recursive: true }))
    await body({ dataDir, migrationsDir: folder }, write)
  })
  test(`${name} (postgresql)`, async (t) => {
    const { folder, write } = migrationsCopy(t)
    const { url, drop } = await createPostgresqlDatabase()
    t.after(drop)
    await body({ dataDir: '', databaseUrl: url, migrationsDir: folder }, write)
  })
}

onMigrated('new migrations are applied once, in order, and recorded as Prisma records them', async (config, write) => {
  write('20990101000000_first', 'CREATE TABLE first (id int);\nINSERT INTO first VALUES (1);')
  write('20990102000000_second', '-- a comment; with a semicolon\nALTER TABLE first ADD COLUMN more text DEFAULT $$a;b$$;')
  for (let opened = 0; opened < 2; opened++) {
    const { sql, close } = await openDatabase(config)
    assert.deepEqual(await sql.query(statement('first', 'SELECT id, more FROM first'), []), [{ id: 1, more: 'a;b' }])
    const rows = (await sql.query(history, [])).slice(-2)
    for (const row of rows) {
      assert.match(String(row['id']), /^[0-9a-f-]{36}$/)
      assert.ok(row['finished_at'] instanceof Date && row['started_at'] instanceof Date)
    }
    assert.deepEqual(rows.map(({ migration_name, checksum, logs, rolled_back_at, applied_steps_count }) => [migration_name, checksum, logs, rolled_back_at, applied_steps_count]), [
      ['20990101000000_first', 'f442067de009eeefc7db4d7931601a66156040088ca92ab4285e7d212c12d5e9', null, null, 1],
      ['20990102000000_second', '11b8727b52ad800b5a17c9e305688f5090c9b915be1d233e31d9ba4547244b90', null, null, 1],
    ])
    await close()
  }
})

onMigrated('a broken migration leaves the database as it was, says so, and applies once mended', async (config, write) => {
  const before = await openDatabase(config)
  const [tablesBefore, historyBefore] = [await before.sql.query(tables, []), await before.sql.query(history, [])]
  await before.close()
  write('20990101000000_broken', 'CREATE TABLE half (id int);\nALTER TABLE nowhere ADD COLUMN x int;')
  await assert.rejects(openDatabase(config), ({ code, message }: Error & { code: string }) => {
    assert.equal(code, 'MigrationFailed')
    assert.match(message, /20990101000000_broken failed and was undone: relation "nowhere" does not exist\.$/)
    return true
  })
  const { sql, close } = await openDatabase({ ...config, migrationsDir: ownMigrations })
  assert.deepEqual([await sql.query(tables, []), await sql.query(history, [])], [tablesBefore, historyBefore])
  await close()
  write('20990101000000_broken', 'CREATE TABLE half (id int);')
  await (await openDatabase(config)).close()
})

onMigrated('an applied migration whose file has changed is refused; other line ends are no change', async (config, write) => {
  write('20990101000000_kept', 'CREATE TABLE kept (\n  id int\n);\n')
  await (await openDatabase(config)).close()
  write('20990101000000_kept', 'CREATE TABLE kept (\r\n  id int\r\n);\r\n')
  await (await openDatabase(config)).close()
  write('20990101000000_kept', 'CREATE TABLE kept (\n  id bigint\n);\n')
  await assert.rejects(openDatabase(config), { code: 'MigrationChanged' })
})

onMigrated('a migration that another tool left half-way is refused until it is resolved', async (config) => {
  const { sql, close } = await openDatabase(config)
  await sql.run(statement('half', `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '20990101000000_half')`), [])
  await close()
  await assert.rejects(openDatabase(config), ({ code, message }: Error & { code: string }) => code === 'MigrationFailed' && message.includes('prisma migrate resolve'))
})

onMigrated('a version that is older than the database warns and runs', async (config, write) => {
  write('20990101000000_newer', 'CREATE TABLE newer (id int);')
  await (await openDatabase(config)).close()
  const warnings: unknown[] = []
  const log = { info: () => undefined, warn: (facts: object) => void warnings.push(facts) }
  await (await openDatabase({ ...config, migrationsDir: ownMigrations, log })).close()
  assert.deepEqual(warnings, [{ migrations: ['20990101000000_newer'] }])
})

test('instances that start together migrate once', async (t) => {
  const { folder, write } = migrationsCopy(t)
  const { url, drop } = await createPostgresqlDatabase()
  t.after(drop)
  write('20990101000000_once', 'CREATE TABLE once (id int);\nSELECT pg_sleep(0.2);\nINSERT INTO once VALUES (1);')
  const instances = await Promise.all(Array.from({ length: 5 }, () => openDatabase({ dataDir: '', databaseUrl: url, migrationsDir: folder, poolSize: 2 })))
  const [first] = instances
  assert.deepEqual(await first?.sql.query(statement('once', 'SELECT id FROM once'), []), [{ id: 1 }])
  await Promise.all(instances.map(({ close }) => close()))
})
