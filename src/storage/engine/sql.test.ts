import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forEachEngine, openFreshEmbedded, openFreshPostgresql } from '#test/storage/engines.ts'
import { type DatabaseError, isUniqueViolation, toDatabaseError } from './database-error.ts'
import { type Sql, statement } from './sql.ts'

const everyType = statement<Record<string, unknown>>(
  'every_type',
  `SELECT $1::timestamptz AS at, $2::bigint AS big, $3::jsonb AS json, $4::bytea AS bytes, $5::text[] AS texts, $6::boolean AS yes,
    $7::uuid AS id, $8::int AS nothing, $9::numeric AS exact, $10::timestamptz[] AS moments, $11::bytea[] AS blobs, $12::int[][] AS grid, $13::text AS words`,
)

forEachEngine('values come back as they went in, with the same types', async (_t, open) => {
  const { sql } = await open()
  const at = new Date('2031-02-28T23:59:59.123Z')
  const id = '7b0c4f0e-5a52-4f0e-9d8e-0123456789ab'
  const texts = ['plain', 'comma, "quote" \\ {brace}', '', 'NULL', null, 'ümlaut 漢字 😀']
  const values = [at, 9007199254740991n, { a: [1, null, 'x'] }, Buffer.from([0, 255, 10]), texts, true, id, undefined, '12.50', [at], [Buffer.from([1, 0])], [[1, 2], [3, 4]], 'a\nb']
  assert.deepEqual(await sql.query(everyType, values), [{
    at, big: 9007199254740991, json: { a: [1, null, 'x'] }, bytes: Buffer.from([0, 255, 10]), texts, yes: true,
    id, nothing: null, exact: '12.50', moments: [at], blobs: [Buffer.from([1, 0])], grid: [[1, 2], [3, 4]], words: 'a\nb',
  }])
})

const insert = statement('test_insert', 'INSERT INTO installation (key, value) VALUES ($1, $2)')
const change = statement('test_change', 'UPDATE installation SET value = $2 WHERE key LIKE $1')
const read = statement<{ key: string; value: string }>('test_read', 'SELECT key, value FROM installation ORDER BY key')
const slow = statement('test_slow', 'SELECT pg_sleep(0.05)')

forEachEngine('run tells how many rows changed, query gives those returned', async (_t, open) => {
  const { sql } = await open()
  const both = statement<{ key: string }>('both', `INSERT INTO installation (key, value) SELECT unnest($1::text[]), 'v' RETURNING key`)
  assert.deepEqual(await sql.query(both, [['a1', 'a2', 'b']]), [{ key: 'a1' }, { key: 'a2' }, { key: 'b' }])
  assert.equal(await sql.run(change, ['a%', 'w']), 2)
  assert.equal(await sql.run(change, ['none', 'w']), 0)
})

forEachEngine('a transaction is committed as a whole or not at all, and its own error comes out', async (_t, open) => {
  const { sql } = await open()
  assert.equal(await sql.transaction(async (inner) => inner.run(insert, ['kept', ''])), 1)
  const own = new Error('own')
  await assert.rejects(
    sql.transaction(async (inner) => {
      await inner.run(insert, ['lost', ''])
      throw own
    }),
    (error) => error === own,
  )
  assert.deepEqual((await sql.query(read, [])).map(({ key }) => key), ['kept'])
})

forEachEngine('a failed statement that was caught does not let the transaction pretend to have committed', async (_t, open) => {
  const { sql } = await open()
  await assert.rejects(
    sql.transaction(async (inner) => {
      await inner.run(insert, ['twice', ''])
      await assert.rejects(inner.run(insert, ['twice', '']), { code: 'UniqueViolation' })
    }),
    { name: 'DatabaseError', sqlState: '25P02' },
  )
  assert.deepEqual(await sql.query(read, []), [])
})

forEachEngine('a transaction in a transaction is undone alone', async (_t, open) => {
  const { sql } = await open()
  await sql.transaction(async (outer) => {
    await outer.run(insert, ['outer', ''])
    await assert.rejects(
      outer.transaction(async (inner) => {
        await inner.run(insert, ['inner', ''])
        await inner.transaction((innermost) => innermost.run(insert, ['innermost', '']))
        await inner.run(insert, ['outer', ''])
      }),
      { code: 'UniqueViolation' },
    )
    await outer.transaction((inner) => inner.run(insert, ['second', '']))
  })
  assert.deepEqual((await sql.query(read, [])).map(({ key }) => key), ['outer', 'second'])
})

forEachEngine('nothing comes between the statements of a transaction that others could see half-done', async (_t, open) => {
  const { sql, prisma } = await open()
  const transaction = sql.transaction(async (inner) => {
    await inner.run(insert, ['1', ''])
    await inner.query(slow, [])
    await inner.run(insert, ['2', ''])
  })
  const seen = await Promise.all([sql.query(read, []), prisma.installation.count(), sql.query(read, [])])
  await transaction
  for (const rows of [seen[0].length, seen[1], seen[2].length]) assert.ok(rows === 0 || rows === 2, `saw ${rows}`)
  await assert.rejects(sql.transaction((inner) => inner.query(statement('bad', 'SELEC'), [])), { code: 'StatementFailed', sqlState: '42601' })
  assert.equal((await sql.query(read, [])).length, 2)
})

forEachEngine('Prisma and hand-written statements see the same rows and the same times', async (_t, open) => {
  const { sql, prisma } = await open()
  const at = new Date('2031-06-30T12:34:56.789Z')
  const data = { id: 'us-east-1_Abc', region: 'us-east-1', name: 'pool', settings: { list: ['ä'] }, createdAt: at, updatedAt: at }
  await prisma.userPool.create({ data })
  const pool = statement<{ created_at: Date; settings: unknown }>('test_pool', 'SELECT created_at, settings FROM user_pools WHERE created_at = $1')
  assert.deepEqual(await sql.query(pool, [at]), [{ created_at: at, settings: { list: ['ä'] } }])
  await sql.run(statement('test_touch', 'UPDATE user_pools SET updated_at = $1'), [new Date(0)])
  const found = await prisma.userPool.findUniqueOrThrow({ where: { id: data.id } })
  assert.deepEqual([found.createdAt, found.updatedAt], [at, new Date(0)])
})

forEachEngine('failures are told apart by code, on both ways, and repeat no value', async (_t, open) => {
  const { sql, prisma } = await open()
  const create = () => prisma.installation.create({ data: { key: 'secret-key', value: '' } })
  await create()
  const unique = { code: 'UniqueViolation', constraint: 'installation_pkey', sqlState: '23505' }
  for (const attempt of [create, () => sql.run(insert, ['secret-key', ''])]) {
    const error = await attempt().then(() => assert.fail('was accepted'), toDatabaseError)
    assert.deepEqual({ code: error.code, constraint: error.constraint, sqlState: error.sqlState }, unique)
    assert.doesNotMatch(JSON.stringify([error.message, error.stack, error]), /secret-key/)
  }
  assert.ok(await create().catch((error: unknown) => isUniqueViolation(error, 'installation_pkey') && !isUniqueViolation(error, 'other')))

  const domain = { domain: 'd', poolId: 'nobody', kind: 'prefix' }
  assert.equal((await prisma.userPoolDomain.create({ data: domain }).catch(toDatabaseError) as DatabaseError).code, 'ForeignKeyViolation')
  await assert.rejects(sql.run(statement('orphan', `INSERT INTO user_pool_domains (domain, pool_id, kind) VALUES ('d', 'nobody', 'prefix')`), []), { code: 'ForeignKeyViolation', constraint: 'user_pool_domains_pool_id_fkey' })
  assert.equal((await prisma.installation.delete({ where: { key: 'absent' } }).catch(toDatabaseError) as DatabaseError).code, 'RowNotFound')

  await assert.rejects(sql.query(statement('number', 'SELECT $1::int AS n'), ['hunter2']), ({ code, message, stack }: DatabaseError) => code === 'ValueRefused' && !`${message}${stack}`.includes('hunter2'))
  await assert.rejects(sql.run(insert, ['with\0nul', '']), { code: 'ValueRefused' })
  await assert.rejects(sql.query(statement('beyond', 'SELECT 9007199254740993::bigint AS n'), []))
  await assert.rejects(sql.query(read, [() => 1]))
  assert.equal((await sql.query(read, [])).length, 1)
})

forEachEngine('the statements sent are counted', async (_t, open) => {
  const { sql, prisma, statements } = await open()
  await sql.query(read, [])
  await prisma.installation.findMany()
  const before = statements()
  await sql.query(read, [])
  assert.equal(statements() - before, 1)
  await prisma.installation.findMany()
  assert.equal(statements() - before, 2)
  await sql.transaction((inner) => inner.query(read, []))
  assert.equal(statements() - before, 5)
})

test('inside a transaction of the embedded database the outer sql is refused instead of waiting for itself', async (t) => {
  const { sql, prisma } = await openFreshEmbedded(t)
  await sql.transaction(async (inner) => {
    await assert.rejects(sql.query(read, []), { code: 'StatementFailed' })
    await assert.rejects(prisma.installation.count())
    await inner.query(read, [])
  })
  let late: Sql | undefined
  await sql.transaction((inner) => Promise.resolve((late = inner)))
  await assert.rejects(Promise.resolve(late?.query(read, [])), { code: 'StatementFailed' })
})

test('one name with two texts is a mistake that is not overlooked', async (t) => {
  for (const { sql } of [await openFreshEmbedded(t), await openFreshPostgresql(t)]) {
    await sql.query(statement('same', 'SELECT 1 AS one'), [])
    await assert.rejects(sql.query(statement('same', 'SELECT 2 AS two'), []), { code: 'StatementFailed' })
  }
})
