import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkTexts, TEXT_KEYS } from './check-texts.ts'

const problems = (key: string, text: string, locale = 'en') => checkTexts({ [locale]: { [key]: text } }).length

test('texts keep the arguments, tags and cases of the original, and have no markup of their own', () => {
  assert.equal(problems('signIn.title', 'Welcome back'), 0)
  assert.equal(problems('signIn.title', 'Willkommen', 'de'), 0)
  assert.equal(problems('signIn.title', 'Less < than & more "quoted"'), 0)
  assert.equal(problems('frame.continueTo', 'on to <strong>{client}</strong>'), 0)
  for (const text of ['<b>Welcome</b>', '<script>alert(1)</script>', '<img/>', 'Hello {stranger}', '{', '}', '{a', '{title, plural, one {x}}', ' padded', '']) assert.notEqual(problems('signIn.title', text), 0, text)
  for (const text of ['on to {client}', 'on to <strong></strong>', 'on to <strong>{client}', 'on to <em>{client}</em>']) assert.notEqual(problems('frame.continueTo', text), 0, text)
})

test('only texts of the pages can be set', () => {
  for (const key of ['signIn.nothing', 'signIn', '', 'catalogue.name', 'messages.language', '__proto__', 'constructor']) assert.notEqual(problems(key, 'x'), 0, key)
  assert.ok(TEXT_KEYS.includes('signIn.title'))
})

test('characters that nobody sees are refused', () => {
  for (const text of ['a\u0000b', 'a\u202eb', 'a\u2066b', 'a\ud800b', 'a\u001bb', '\ufeffab']) assert.notEqual(problems('signIn.title', text), 0, JSON.stringify(text))
  assert.equal(problems('signIn.title', 'שלום 👋', 'he'), 0)
})
