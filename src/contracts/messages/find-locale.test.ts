import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findLocale, LOCALES } from './find-locale.ts'

test('a tag finds its catalogue in any case and with either separator, or that of its base language', () => {
  for (const [tag, locale] of [
    ['en', 'en'], ['EN-gb', 'en'], ['de_AT', 'de'], ['pt-br', 'pt-BR'], ['zh_TW', 'zh-TW'], ['zh-cn-x-private', 'zh-CN'], ['ar-EG', 'ar'],
  ] as const) assert.equal(findLocale(tag), locale, tag)
})

test('older codes, and scripts and regions of Chinese and Portuguese, lead to the nearest catalogue', () => {
  for (const [tag, locale] of [
    ['zh', 'zh-CN'], ['zh-Hans', 'zh-CN'], ['zh-Hans-TW', 'zh-CN'], ['zh-SG', 'zh-CN'], ['zh-Hant', 'zh-TW'], ['zh-Hant-CN', 'zh-TW'], ['zh-HK', 'zh-TW'], ['zh-MO', 'zh-TW'],
    ['pt', 'pt-BR'], ['pt-PT', 'pt-BR'], ['iw', 'he'], ['iw-IL', 'he'], ['in-ID', 'id'],
  ] as const) assert.equal(findLocale(tag), locale, tag)
})

test('every value that Cognito knows for `lang` has its catalogue', () => {
  for (const lang of ['de', 'en', 'es', 'fr', 'id', 'it', 'ja', 'ko', 'nl', 'pt-BR', 'zh-CN', 'zh-TW']) assert.equal(findLocale(lang), lang)
})

test('what is no language of ours finds nothing', () => {
  for (const tag of ['', '*', 'tlh', '-', 'e', 'english', '__proto__', 'constructor', 'x'.repeat(100_000), '-'.repeat(100_000)]) assert.equal(findLocale(tag), undefined, tag.slice(0, 20))
  assert.equal(new Set(LOCALES).size, 20)
})
