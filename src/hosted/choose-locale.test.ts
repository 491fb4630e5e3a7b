import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseLocale } from './choose-locale.ts'

const AVAILABLE = ['en', 'de', 'pt-BR', 'zh-TW', 'ar']
const choose = (accepted: string, asked: { lang?: string; ui_locales?: string } = {}): string => chooseLocale({ 'accept-language': accepted }, asked, AVAILABLE)

test('the application comes before the browser, and lang before ui_locales', () => {
  assert.equal(choose('de', { lang: 'ar', ui_locales: 'zh-TW' }), 'ar')
  assert.equal(choose('de', { ui_locales: 'fr zh-TW ar' }), 'zh-TW')
  assert.equal(choose('de', { lang: 'tlh', ui_locales: '' }), 'de')
})

test('the browser is read by weight, and a tag finds its base language', () => {
  assert.equal(choose('fr, en;q=0.5, de-AT;q=0.9'), 'de')
  assert.equal(choose('PT-br'), 'pt-BR')
  assert.equal(choose('zh-TW-x-private, en'), 'zh-TW')
  assert.equal(choose('de;q=0, ar;q=0.1'), 'ar')
})

test('without anything usable it is English', () => {
  for (const header of ['', '*', 'fr', ';;,,', 'x'.repeat(100_000), 'de;q=abc']) assert.equal(choose(header), 'en', header.slice(0, 20))
  assert.equal(chooseLocale({}, {}, AVAILABLE), 'en')
})
