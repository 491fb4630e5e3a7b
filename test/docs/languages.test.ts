import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { directionOf } from '#src/contracts/messages/catalogues.ts'
import { LANGUAGES } from '#src/contracts/messages/languages.ts'

test('the page on languages names each of them, and which are written from right to left', () => {
  const page = readFileSync(new URL('../../docs/reference/languages.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `([\w-]+)` \| ([^|]+) \| ([^|]*)\|$/gm)].map(([, locale = '', name = '', note = '']) => ({ locale, name, rtl: note.includes('right to left') }))
  const sorted = LANGUAGES.map(({ locale, name }) => ({ locale, name, rtl: directionOf(locale) === 'rtl' })).sort((one, other) => (one.locale < other.locale ? -1 : 1))
  assert.deepEqual(rows, sorted)
})
