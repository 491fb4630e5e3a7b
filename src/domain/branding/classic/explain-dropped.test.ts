import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readClassicSheet } from './classic-layer.ts'
import { explainDropped } from './explain-dropped.ts'

test('each part that is left out is named with its place and the reason, and whether the sheet is refused for it', async () => {
  const { dropped } = await readClassicSheet('.label-customizable {\n  font-weight: 400;\n  background: url(x);\n}\n.stranger { color: red }', null)
  assert.deepEqual(explainDropped(dropped), [
    '2:3  font-weight: 400  (the same as in Amazon\'s template)',
    '3:3  background: url(x)  (loads from elsewhere)',
    '5:1  .stranger  (refused: only the class names for customization are allowed as selectors)',
  ])
})
