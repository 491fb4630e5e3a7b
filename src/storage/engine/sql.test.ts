import assert from 'node:assert/strict'
import { forEachEngine } from '#test/storage/engines.ts'
import { statement } from './sql.ts'

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
