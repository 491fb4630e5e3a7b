import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ACCOUNT_ADVICE } from '#src/contracts/hosted/views/account-overview-view.ts'
import { ACCOUNT_SECTIONS } from '#src/contracts/hosted/views/account-frame.ts'
import { DONE_KINDS } from '#src/contracts/hosted/views/closing-view.ts'
import { ERROR_CODES, FIELD_ERROR_CODES, NOTICE_CODES, SUMMARY_CODES } from '#src/contracts/hosted/outcome-codes.ts'
import { IDENTIFIER_KINDS } from '#src/contracts/hosted/views/sign-in-view.ts'
import { NEW_PASSWORD_REASONS } from '#src/contracts/hosted/views/recovery-view.ts'
import { PASSWORD_RULES } from '#src/contracts/password-policy.ts'
import { STANDARD_INPUTS } from '#src/contracts/hosted/attribute-inputs.ts'
import { directionOf, knownLocale, PSEUDO_LOCALE, textsFor } from './catalogues.ts'
import { checkCatalogue, MACHINE_MADE, textsByKey, type CatalogueTree } from './check-catalogue.ts'
import { LOCALES } from './find-locale.ts'
import { LANGUAGES } from './languages.ts'
import { loadCatalogue, loadTexts } from './load-catalogue.ts'
import { readIcuMessage } from './read-icu-message.ts'
import en from './en.json' with { type: 'json' }

/** Something to put in for everything a text asks for. */
const valuesFor = (source: string): Record<string, unknown> => {
  const shape = readIcuMessage(source)
  const counted = new Set(shape.choices.filter(({ kind }) => kind !== 'select').map(({ argument }) => argument))
  const given = [...shape.arguments].map((name) => [name, counted.has(name) ? 2 : 'value'])
  return Object.fromEntries([...given, ...[...shape.tags].map((tag) => [tag, (chunks: string) => chunks])]) as Record<string, unknown>
}

test('a language that nobody has loaded is not answered in English by accident', async () => {
  assert.throws(() => textsFor('sv'), /"sv" are not loaded/)
  await loadCatalogue('sv-FI')
  assert.equal(textsFor('sv'), textsFor('sv_SE'), 'one translator for all of the process')
})

test('every text says something with what it asks for', async () => {
  for (const locale of [...LOCALES, PSEUDO_LOCALE]) {
    await loadCatalogue(locale)
    const texts = textsFor(locale)
    for (const [key, source] of textsByKey(en)) {
      const said = texts.markup(key as never, valuesFor(source) as never)
      assert.equal(said === '' && source !== '', false, `${locale}: ${key}`)
    }
  }
})

const fileOf = (locale: string): string => join(import.meta.dirname, `${locale}.json`)

for (const { locale } of LANGUAGES) {
  test(`the catalogue ${locale} has every text of the English one, in its own words`, () => {
    assert.deepEqual(checkCatalogue(locale, JSON.parse(readFileSync(fileOf(locale), 'utf8')) as CatalogueTree, en), [])
  })
}

test('twenty languages are offered, and each has its catalogue: written by us, or saying that it was not', async () => {
  assert.equal(LANGUAGES.length, 20)
  const files = readdirSync(import.meta.dirname).filter((name) => /^[a-z]{2}(-[A-Z]{2})?\.json$/.test(name)).map((name) => name.replace('.json', ''))
  assert.deepEqual(files.sort(), [...LOCALES].sort())
  for (const { locale, name } of LANGUAGES) {
    const texts = await loadTexts(locale)
    assert.deepEqual([texts('catalogue.name'), texts('catalogue.review')], [name, locale === 'en' ? 'Written by the project.' : MACHINE_MADE])
  }
})

test('every code, kind, rule and attribute has its text', () => {
  const keys = new Set(textsByKey(en).map(([key]) => key))
  const expected = [
    ...SUMMARY_CODES.flatMap((code) => [`summary.${code}.title`, `summary.${code}.help`]),
    ...ERROR_CODES.flatMap((code) => [`error.${code}.title`, `error.${code}.help`]),
    ...FIELD_ERROR_CODES.map((code) => `fieldErrors.${code}`),
    ...NOTICE_CODES.map((code) => `notices.${code}`),
    ...DONE_KINDS.flatMap((kind) => [`done.${kind}.title`, `done.${kind}.help`]),
    ...NEW_PASSWORD_REASONS.map((reason) => `newPassword.lead.${reason}`),
    ...PASSWORD_RULES.map((rule) => `passwordRules.${rule}`),
    ...STANDARD_INPUTS.map((name) => `fields.attribute.${name}`),
    ...ACCOUNT_SECTIONS.map((section) => `account.sections.${section}`),
    ...ACCOUNT_ADVICE.flatMap((kind) => [`account.advice.${kind}.text`, `account.advice.${kind}.action`]),
    ...IDENTIFIER_KINDS.map((kind) => `fields.identifier.${kind}`),
  ]
  assert.deepEqual(expected.filter((key) => !keys.has(key)), [])
})

test('plurals follow the number', () => {
  const texts = textsFor('en')
  assert.equal(texts('passwordRules.length', { minimum: 1 }), 'at least 1 character')
  assert.equal(texts('summary.invalid_fields.title', { count: 3 }), '3 things need your attention')
})

test('an unknown language falls back to its base, then to English', () => {
  assert.equal(knownLocale('en-GB'), 'en')
  assert.equal(knownLocale('tlh'), 'en')
  assert.equal(directionOf('ar-EG'), 'rtl')
  assert.equal(directionOf('en'), 'ltr')
})
