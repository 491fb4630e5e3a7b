import assert from 'node:assert/strict'
import { test } from 'node:test'
import en from './en.json' with { type: 'json' }
import { textsByKey } from './check-catalogue.ts'
import { readIcuMessage } from './read-icu-message.ts'
import { stretchMessage, stretchTexts } from './stretch-texts.ts'

test('words grow by six tenths, and what is between them stays', () => {
  assert.equal(stretchMessage('Sign in'), 'Šíğñ íñ öööö')
  assert.equal(stretchMessage('<strong>{client}</strong>: ok '), '<strong>{client}</strong>: ököö ')
  assert.equal(stretchMessage('{n, plural, one {# file} other {# files}}'), '{n, plural, one {# fíłéööö} other {# fíłéšööö}}', 'cases are texts')
})

test('every English text can be stretched, and is the same message then', () => {
  const stretched = new Map(textsByKey(stretchTexts(en)))
  for (const [key, text] of textsByKey(en)) {
    const [before, after] = [readIcuMessage(text), readIcuMessage(stretched.get(key) ?? '')]
    assert.deepEqual([after.arguments, after.tags, after.choices], [before.arguments, before.tags, before.choices], key)
    assert.ok(after.words.length >= before.words.length, key)
  }
})
