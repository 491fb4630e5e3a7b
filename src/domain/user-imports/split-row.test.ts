import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { splitRow } from './split-row.ts'

test('commas separate, escaped ones do not, and nothing else means anything', () => {
  const rows: [string, string[]][] = [
    ['', ['']],
    ['a,b,', ['a', 'b', '']],
    [String.raw`1\, Main Street\, ,b`, ['1, Main Street,', 'b']],
    [String.raw`\,,\,`, [',', ',']],
    [String.raw`C:\dir,\n,\\`, [String.raw`C:\dir`, String.raw`\n`, String.raw`\\`]],
    ['"a,b"', ['"a', 'b"']],
    [' a ,\tb\r', ['a', 'b']],
  ]
  for (const [row, values] of rows) assert.deepEqual(splitRow(row), values, row)
})

test('values come back as they were written, whatever commas they hold', () => {
  const value = fc.string().map((text) => text.replace(/\\|\r|\n/g, '').trim())
  fc.assert(fc.property(fc.array(value, { minLength: 1 }), (values) => {
    assert.deepEqual(splitRow(values.map((one) => one.replaceAll(',', '\\,')).join(',')), values)
  }))
})
