import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { BASE_COLORS, BRAND_TOKENS, DERIVED_COLORS, FONTS, SIZES } from './brand-tokens.ts'

const sheet = readFileSync(join(import.meta.dirname, '../../../app/(hosted)/tokens.css'), 'utf8')

test('the pages declare exactly the tokens that a look can set, with these defaults', () => {
  const declared = Object.fromEntries([...sheet.matchAll(/--id-([\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]))
  const expected = {
    ...Object.fromEntries(Object.entries(BASE_COLORS).map(([name, [light, dark]]) => [name, `light-dark(${light}, ${dark})`])),
    ...Object.fromEntries(Object.entries(DERIVED_COLORS).map(([name, base]) => [name, `var(--id-${base})`])),
    ...SIZES, ...FONTS,
  }
  assert.deepEqual(declared, expected)
  assert.deepEqual(Object.keys(declared).toSorted(), [...BRAND_TOKENS].toSorted())
})
