import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readIcuMessage } from './read-icu-message.ts'

test('finds arguments, tags, choices and words', () => {
  const shape = readIcuMessage("It''s <b>{count, plural, =0 {none} one {# file of {owner}} other {# files}}</b> on {day, date, short}<br/>")
  assert.deepEqual([...shape.arguments], ['count', 'owner', 'day'])
  assert.deepEqual([...shape.tags], ['b', 'br'])
  assert.deepEqual(shape.choices, [{ argument: 'count', kind: 'plural', options: ['=0', 'one', 'other'] }])
  assert.equal(shape.words, "It's none# file of # files on ")
})

test('an apostrophe quotes only what would otherwise be syntax', () => {
  assert.deepEqual([...readIcuMessage("l'adresse de {name}").arguments], ['name'])
  const quoted = readIcuMessage("'{'left'}' of '<b>' {right}")
  assert.deepEqual([[...quoted.arguments], [...quoted.tags], quoted.words], [['right'], [], '{left} of <b> '])
})

test('says what does not parse, and where', () => {
  for (const [source, problem] of [
    ['{name', /a comma or "}" after the name, at character 6/],
    ['name}', /"}" closes nothing, at character 5/],
    ['{count, plural, one {a}}', /no case "other"/],
    ['{count, plural, other {a} other {b}}', /the case "other" twice/],
    ['{count, plural other {a}}', /a comma after "plural"/],
    ['<b>bold', /<b> is not closed/],
    ['<b>bold</i>', /<\/i> closes nothing/],
    ['{}', /the name of an argument/],
  ] as const) assert.throws(() => readIcuMessage(source), problem, source)
})
