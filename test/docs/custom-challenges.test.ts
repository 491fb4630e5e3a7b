import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ANSWER_INPUTS, ANSWER_OF_BUTTON } from '#src/contracts/hosted/views/custom-challenge-view.ts'
import { CHOICE_LENGTH, MOST_CHOICES, PAGE_PARAMETERS, PICTURE_SIZE } from '#src/domain/sign-in/describe-custom-challenge.ts'

const page = readFileSync(new URL('../../docs/how-to/custom-challenges.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| `(\w+)` \| (\d+) \| (.+) \|$/gm)].map(([, name = '', most = '', what = '']) => ({ name, most: Number(most), what }))

test('every member that pages know is documented with its limit, and no other', () => {
  assert.deepEqual(Object.fromEntries(rows.map(({ name, most }) => [name, most])), { ...PAGE_PARAMETERS })
})

test('the inputs, the choices and the size of pictures are documented as they are', () => {
  const inputs = rows.find(({ name }) => name === 'inputType')?.what ?? ''
  assert.deepEqual([...inputs.matchAll(/`(\w+)`/g)].map(([, name]) => name), [...ANSWER_INPUTS, ANSWER_OF_BUTTON])
  assert.ok(rows.find(({ name }) => name === 'choices')?.what.includes(`up to ${MOST_CHOICES}, each with ${CHOICE_LENGTH} characters`))
  assert.ok(page.includes(`${PICTURE_SIZE.width} × ${PICTURE_SIZE.height} pixels`))
})
