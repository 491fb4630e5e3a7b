import assert from 'node:assert/strict'
import { forEachEngine } from '#test/storage/engines.ts'
import { queryRows, rowsStatement } from './rows-asked.ts'

const echo = rowsStatement<{ place: number; word: string | null; number: number | null }>(
  'test_rows_asked', { word: 'text', number: 'int' }, (asked) => `SELECT a.place, a.word, a.number FROM ${asked} ORDER BY a.place DESC`,
)

forEachEngine('rows asked for at once each have their place, however many they are, and nothing else is answered', async (_t, open) => {
  const { sql } = await open()
  for (const many of [1, 2, 3, 4, 5, 8, 9, 100]) {
    const rows = Array.from({ length: many }, (_, n) => [n % 3 === 2 ? null : `w${n}`, n] as const)
    const expected = rows.map(([word, number], n) => ({ place: n + 1, word, number })).reverse()
    assert.deepEqual(await queryRows(sql, echo, rows), expected)
  }
})
