import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type PostgresqlServer, startPostgresqlServer } from '#test/storage/postgresql-server.ts'
import { type Database, openDatabase } from './database.ts'
import { toDatabaseError } from './database-error.ts'
import { statement } from './sql.ts'

const insert = statement('pg_insert', 'INSERT INTO installation (key, value) VALUES ($1, $2)')
const count = statement<{ rows: number }>('pg_count', 'SELECT count(*) AS rows FROM installation')
const sleep = statement('pg_sleep', 'SELECT pg_sleep($1)')

/** Five seconds are promised; a machine that is busy with other tests gets more. What nothing limits takes a minute, or for ever. */
const PATIENCE = 30

const folder = join(tmpdir(), `poolhouse-outage-${randomUUID()}`)
let server: PostgresqlServer

before(async () => {
  server = await startPostgresqlServer(folder)
})
after(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

async function openOwn(poolSize?: number): Promise<Database> {
  return openDatabase({ databaseUrl: server.url('postgres'), dataDir: folder, poolSize })
}

async function secondsOf(work: Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work
  return (performance.now() - start) / 1000
}

test('while the server is away each use fails within 5 seconds, and the same database works once it is back', async () => {
  const database = await openOwn()
  const before = (await database.sql.query(count, []))[0]?.rows ?? NaN
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    await server.stop(signal)
    const attempts = [
      () => database.ping(),
      () => database.sql.run(insert, [signal, '']),
      () => database.sql.transaction((inner) => inner.run(insert, [signal, ''])),
      () => database.prisma.installation.create({ data: { key: signal, value: '' } }),
      () => database.prisma.$transaction((inner) => inner.installation.count()),
    ]
    for (const attempt of attempts) {
      const failing = attempt().then(() => assert.fail('worked'), (error: unknown) => assert.equal(toDatabaseError(error).code, 'DatabaseUnavailable', String(error)))
      assert.ok((await secondsOf(failing)) < PATIENCE)
    }
    await server.start()
    await database.ping()
    assert.equal(await database.prisma.installation.count(), before)
  }
  await database.close()
})

test('a transaction whose connection is cut is refused, not applied, and the process lives', async () => {
  const database = await openOwn()
  await assert.rejects(
    database.sql.transaction(async (inner) => {
      await inner.run(insert, ['cut', ''])
      await server.stop('SIGKILL')
      await server.start()
      await inner.run(insert, ['cut too', ''])
    }),
    { code: 'DatabaseUnavailable' },
  )
  assert.equal(await database.prisma.installation.count({ where: { key: { startsWith: 'cut' } } }), 0)
  await database.close()
})

test('a slow database keeps the pool bounded and gives an answer within 5 seconds', async () => {
  const database = await openOwn(2)
  const busy = Array.from({ length: 6 }, () => database.sql.query(sleep, [60]).then(() => 'answered', (error: { code: string }) => error.code))
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  assert.ok((await secondsOf(assert.rejects(database.ping(), { code: 'DatabaseUnavailable' }))) < PATIENCE)
  const { rows } = await client.query<{ connections: number }>(`SELECT count(*)::int AS connections FROM pg_stat_activity WHERE application_name = 'poolhouse'`)
  assert.equal(rows[0]?.connections, 2)
  await client.end()
  assert.ok((await secondsOf(assert.doesNotReject(Promise.all(busy)))) < PATIENCE)
  assert.deepEqual(new Set(await Promise.all(busy)), new Set(['DatabaseUnavailable']))
  await database.ping()
  await database.close()
})

test('a server that takes the connection and says nothing is given up at start', async () => {
  const open = new Set<Socket>()
  const silent = createServer((socket) => open.add(socket)).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const refused = assert.rejects(openDatabase({ databaseUrl: `postgresql://me:hunter2@127.0.0.1:${port}/db`, dataDir: folder }), { code: 'DatabaseUnreachable' })
  assert.ok((await secondsOf(refused)) < PATIENCE)
  for (const socket of open) socket.destroy()
  silent.close()
})

test('an address that leads nowhere is refused in one sentence that says why and holds no password', async () => {
  const { port, host } = new URL(server.url('postgres'))
  const cases: [string, RegExp][] = [
    ['postgresql://me:hunter2@127.0.0.1:9/db', /"db" at 127\.0\.0\.1:9 as user "me": nothing listens there\./],
    [`postgresql://postgres:hunter2@${host}/postgres`, /the user name or the password is wrong/],
    [server.url('absent'), /"absent" .* this database does not exist/],
    [`postgresql://me:hunter2@${host}/db?sslmode=verify-full`, /an encrypted connection could not be agreed on/],
    ['postgresql://me:hunter2@no-such-host.invalid/db', /no host has this name|cannot be looked up/],
    ['hunter2://[', /DATABASE_URL is not a database address/],
    ['not an address hunter2', /not a database address/],
    ['mysql://me:hunter2@127.0.0.1/db', /not a database address/],
  ]
  assert.notEqual(port, '9')
  const password = new URL(server.url('postgres')).password
  for (const [databaseUrl, words] of cases) {
    await assert.rejects(openDatabase({ databaseUrl, dataDir: folder }), ({ code, message, name }: Error & { code: string }) => {
      assert.deepEqual([name, code], ['StartError', 'DatabaseUnreachable'])
      assert.match(message, words)
      assert.doesNotMatch(message, new RegExp(`hunter2|${password}|\n`))
      return true
    })
  }
})

test('a statement planned before a table was changed by another instance is planned again', async () => {
  const database = await openOwn(1)
  const everything = statement<Record<string, unknown>>('pg_everything', 'SELECT * FROM installation WHERE key = $1')
  await database.sql.run(insert, ['planned', ''])
  await database.sql.query(everything, ['planned'])
  const other = new pg.Client({ connectionString: server.url('postgres') })
  await other.connect()
  await other.query('ALTER TABLE installation ADD COLUMN added int')
  assert.deepEqual(await database.sql.query(everything, ['planned']), [{ key: 'planned', value: '', added: null }])
  await other.query('ALTER TABLE installation DROP COLUMN added')
  await other.end()
  await database.close()
})
