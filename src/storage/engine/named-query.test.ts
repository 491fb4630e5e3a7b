import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import pg from 'pg'
import { createPostgresqlDatabase } from '#test/storage/shared-postgresql.ts'
import { runNamed } from './named-query.ts'
import { statement } from './sql.ts'

/** A connection, and how often the server was asked what a statement's columns are. */
async function connect(t: TestContext): Promise<{ client: pg.Client; described: () => number }> {
  const { url, drop } = await createPostgresqlDatabase()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  t.after(async () => {
    await client.end()
    await drop()
  })
  let count = 0
  const { connection } = client as unknown as { connection: { on(event: 'rowDescription', heard: () => void): void } }
  connection.on('rowDescription', () => count++)
  return { client, described: () => count }
}

test('columns are asked for once for each statement of a connection, and every run is read by them', async (t) => {
  const { client, described } = await connect(t)
  const numbers = statement('numbers', 'SELECT $1::int AS number, $2::text AS "aText", $3::bytea AS bytes, $4::text[] AS list')
  for (const round of [1, 2, 3]) {
    const { rows, count } = await runNamed(client, numbers, [round, null, new Uint8Array([round]), ['a', 'b,c']])
    assert.deepEqual([rows, count], [[{ number: round, aText: null, bytes: Buffer.from([round]), list: ['a', 'b,c'] }], 1])
  }
  assert.equal(described(), 1)
  assert.deepEqual((await runNamed(client, statement('other', 'SELECT 1 AS one, true AS yes WHERE false'), [])).rows, [])
  assert.equal(described(), 2)
})

test('statements without rows tell how many they changed', async (t) => {
  const { client, described } = await connect(t)
  await client.query('CREATE TEMPORARY TABLE kept (n int PRIMARY KEY)')
  const insert = statement('insert', 'INSERT INTO kept SELECT generate_series($1::int, $2::int)')
  assert.equal((await runNamed(client, insert, [1, 3])).count, 3)
  assert.equal((await runNamed(client, insert, [4, 4])).count, 1)
  assert.equal(described(), 0)
})

test('a run that fails leaves the statement and its connection as they were', async (t) => {
  const { client } = await connect(t)
  const divide = statement('divide', 'SELECT 10 / $1::int AS result')
  await assert.rejects(runNamed(client, divide, [0]), { code: '22012' })
  await assert.rejects(runNamed(client, divide, ['x']), { code: '22P02' })
  assert.deepEqual((await runNamed(client, divide, [5])).rows, [{ result: 2 }])
  await assert.rejects(runNamed(client, statement('wrong', 'SELECT nothing_of_this_name'), []), { code: '42703' })
  await assert.rejects(runNamed(client, statement('divide', 'SELECT 1'), []), /Two statements have the name divide/)
  await assert.rejects(runNamed(client, divide, [() => 1]), TypeError)
  await assert.rejects(runNamed(client, statement('far', 'SELECT 9007199254740993::bigint AS far'), []), RangeError)
  assert.deepEqual((await runNamed(client, divide, [2])).rows, [{ result: 5 }])
})

test('columns that changed since are refused by the server, not read by the old ones', async (t) => {
  const { client } = await connect(t)
  await client.query('CREATE TEMPORARY TABLE changing (n int)')
  await client.query('INSERT INTO changing VALUES (1)')
  const all = statement('all', 'SELECT * FROM changing')
  assert.deepEqual((await runNamed(client, all, [])).rows, [{ n: 1 }])
  await client.query('ALTER TABLE changing ADD COLUMN more text')
  await assert.rejects(runNamed(client, all, []), { code: '0A000' })
})
