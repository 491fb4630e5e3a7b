import { rmSync } from 'node:fs'
import { after, test, type TestContext } from 'node:test'
import { type Database, openDatabase } from '#src/storage/engine/database.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { createEmbeddedFolder } from './embedded-template.ts'
import { createPostgresqlDatabase } from './shared-postgresql.ts'

/** Opens an empty, migrated database; a second call gives another one. They are closed when the test ends. */
export type OpenFresh = () => Promise<Database>

/** Declares the same test twice: on the embedded database and on a real PostgreSQL. */
export function forEachEngine(name: string, body: (t: TestContext, open: OpenFresh) => Promise<void>): void {
  test(`${name} (embedded)`, (t) => body(t, () => openFreshEmbedded(t)))
  test(`${name} (postgresql)`, (t) => body(t, () => openFreshPostgresql(t)))
}

/** What stores read grows no older in this test: on PostgreSQL they believe it for a second alone while they hear no others. */
export function holdAges(t: TestContext): void {
  const now = performance.now()
  t.mock.method(performance, 'now', () => now)
}

type Idle = { database: Database; remove(): Promise<void> }

/** Opening an embedded database takes longer than emptying one: a test file uses few of them again and again. */
const idle: Idle[] = []
after(() => Promise.all(idle.map(({ remove }) => remove())))

/** An empty embedded database, emptied and used again after the test. */
export async function openFreshEmbedded(t: TestContext): Promise<Database> {
  const { database, remove } = idle.pop() ?? (await openNewEmbedded())
  let closed = false
  t.after(async () => {
    if (closed) return remove()
    await empty(database)
    idle.push({ database, remove })
  })
  return { ...database, close: () => ((closed = true), database.close()) }
}

async function openNewEmbedded(): Promise<Idle> {
  const dataDir = await createEmbeddedFolder()
  const database = await openDatabase({ dataDir })
  return {
    database,
    async remove() {
      await database.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** An empty database on the run's PostgreSQL, dropped after the test. */
export async function openFreshPostgresql(t: TestContext): Promise<Database> {
  const { url, drop } = await createPostgresqlDatabase()
  const database = await openDatabase({ databaseUrl: url, dataDir: '' })
  t.after(async () => {
    await database.close()
    await drop()
  })
  return database
}

const tableNames = statement<{ name: string }>(
  'test_table_names',
  `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
)

async function empty({ sql, prisma }: Database): Promise<void> {
  const tables = await sql.query(tableNames, [])
  await prisma.$executeRawUnsafe(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} RESTART IDENTITY CASCADE`)
}
