import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseLocale } from './choose-locale.ts'

const accept = (accepted: string): string | undefined => chooseLocale({ accepted })

test('first what was chosen on the pages of this sign-in, then the application, then what was chosen before, then the browser', () => {
  const wishes = { chosen: 'ja', lang: 'ar', ui_locales: 'zh-TW', kept: 'fr', accepted: 'de' }
  assert.equal(chooseLocale(wishes), 'ja')
  assert.equal(chooseLocale({ ...wishes, chosen: undefined }), 'ar')
  assert.equal(chooseLocale({ ...wishes, chosen: undefined, lang: undefined }), 'zh-TW')
  assert.equal(chooseLocale({ kept: 'fr', accepted: 'de' }), 'fr')
  assert.equal(chooseLocale({ kept: null, accepted: 'de' }), 'de')
})

test('a wish for a language there are no texts in leaves the next one its turn', () => {
  assert.equal(chooseLocale({ chosen: 'x', lang: 'tlh', ui_locales: 'tlh cy ar', kept: 'fr' }), 'ar')
  assert.equal(chooseLocale({ lang: 'tlh', ui_locales: '', kept: 'nonsense', accepted: 'de' }), 'de')
})

test('the browser is read by weight, and a tag finds its base language', () => {
  assert.equal(accept('cy, en;q=0.5, de-AT;q=0.9'), 'de')
  assert.equal(accept('PT-br'), 'pt-BR')
  assert.equal(accept('zh-TW-x-private, en'), 'zh-TW')
  assert.equal(accept('zh-Hant-HK,zh;q=0.9'), 'zh-TW')
  assert.equal(accept('de;q=0, ar;q=0.1'), 'ar')
})

test('without anything usable nobody has said', () => {
  for (const header of ['', '*', 'cy', ';;,,', 'x'.repeat(100_000), 'de;q=abc']) assert.equal(accept(header), undefined, header.slice(0, 20))
  assert.equal(chooseLocale({ lang: 'x'.repeat(100_000), ui_locales: ' '.repeat(100_000) }), undefined)
})
