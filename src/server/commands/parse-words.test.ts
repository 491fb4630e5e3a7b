import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseWords } from './parse-words.ts'

const options = { pool: { type: 'string' }, draft: { type: 'boolean' } } as const

test('words are told from options, wherever they stand', () => {
  const parsed = parseWords(['show', '--pool', 'a', 'b', '--draft'], options) ?? assert.fail()
  assert.deepEqual([{ ...parsed.values }, parsed.positionals], [{ pool: 'a', draft: true }, ['show', 'b']])
})

test('an option that there is not, or one without its value, makes it no command', () => {
  for (const words of [['--other'], ['--pool'], ['--draft=yes'], ['-p', 'a']]) assert.equal(parseWords(words, options), null, words.join(' '))
})
