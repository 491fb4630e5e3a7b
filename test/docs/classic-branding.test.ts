import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CLASSIC_SELECTORS } from '#src/domain/branding/css/css-rules.ts'

test('the classes of classic branding are those in the documentation, states included', () => {
  const [, table = ''] = readFileSync('docs/reference/classic-branding.md', 'utf8').split('## What the classes are')
  const rows = table.split('\n').filter((line) => line.startsWith('| `.'))
  const named = rows.flatMap((row) => {
    const [, name = '', , state] = /^\| `([^`]+)`(, with `([^`]+)`)?/.exec(row) ?? []
    return state === undefined ? [name] : [name, `${name}${state}`]
  })
  assert.deepEqual(named.toSorted(), CLASSIC_SELECTORS.toSorted())
  assert.equal(named.length, 18)
})
