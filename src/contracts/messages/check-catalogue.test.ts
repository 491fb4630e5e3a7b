import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCatalogue, checkText } from './check-catalogue.ts'

const header = (locale: string, name: string, review = 'Machine-made.') => ({ catalogue: { name, review }, messages: { language: locale } })
const english = { ...header('en', 'English', 'Written by us.'), signIn: { title: 'Sign in', pool: '{pool}' } }

test('a catalogue has the keys of the English one, its own language and name, and says who wrote it', () => {
  const german = { ...header('de', 'Deutsch'), signIn: { title: 'Anmelden', pool: '{pool}' } }
  assert.deepEqual(checkCatalogue('de', german, english), [])
  assert.deepEqual(checkCatalogue('de', { ...header('fr', 'German', ''), signIn: { title: 'Anmelden', more: 'Mehr' } }, english), [
    'catalogue.name: must be "Deutsch"', 'messages.language: must be "de"', 'catalogue.review: says nothing about who wrote this',
    'signIn.pool: missing', 'signIn.more: not in the English catalogue', 'catalogue.review: says nothing',
  ])
})

test('a text keeps arguments and tags, and is no longer English', () => {
  const original = 'Reset <strong>{name}</strong>'
  assert.deepEqual(checkText('de', 'k', '<strong>{name}</strong> zurücksetzen', original), [])
  assert.deepEqual(checkText('de', 'k', '<b>{nome}</b> zurücksetzen', original), [
    'lacks the argument "name"', 'has the argument "nome", which the English text does not have', 'lacks the tag "strong"', 'has the tag "b", which the English text does not have',
  ])
  assert.match(checkText('de', 'k', original, original)[0] ?? '', /is the English text/)
  assert.match(checkText('de', 'k', 'Passwort <strong>{name', original)[0] ?? '', /does not parse/)
  assert.deepEqual(checkText('de', 'k', '{title} – {pool}', '{title} – {pool}'), [], 'nothing to translate')
})

test('plurals have the cases that whole numbers need in the language, and no others', () => {
  const original = '{count, plural, one {# file} other {# files}}'
  const russian = '{count, plural, one {# файл} few {# файла} many {# файлов} other {# файла}}'
  assert.deepEqual(checkText('ru', 'k', russian, original), [])
  assert.deepEqual(checkText('ru', 'k', '{count, plural, one {# файл} other {# файла}}', original), ['{count} lacks the case "many"', '{count} lacks the case "few"'])
  assert.deepEqual(checkText('de', 'k', '{count, plural, one {# Datei} few {# Dateien} other {# Dateien}}', original), ['{count} has the case "few", which no number has in this language'])
  assert.deepEqual(checkText('ja', 'k', '{count} 件のファイル', original), [], 'one form for all numbers needs no choice')
  assert.deepEqual(checkText('de', 'k', '{count} Dateien', original), ['does not use {count, plural, …}'])
  assert.deepEqual(checkText('fr', 'k', '{count, plural, one {# fichier} other {# fichiers}}', original), [], 'whole numbers below a million never need "many"')
  assert.deepEqual(checkText('de', 'k', '{count, plural, one {eine} other {viele}}', '{count, plural, =0 {none} one {one} other {many}}'), ['{count} lacks the case "=0"'])
  const arabic = 'one {واحد} two {اثنان} few {#} many {#} other {#}}'
  for (const nought of ['zero', '=0']) assert.deepEqual(checkText('ar', 'k', `{count, plural, ${nought} {لا شيء} ${arabic}`, '{count, plural, =0 {none} one {one} other {#}}'), [])
  assert.deepEqual(checkText('ar', 'k', `{count, plural, ${arabic}`, '{count, plural, one {one} other {#}}'), ['{count} lacks the case "zero"'])
})

test('among right-to-left words, numbers and addresses are isolated', () => {
  assert.match(checkText('ar', 'k', 'مثال: +44 20 7946 0018', 'Example: +44 20 7946 0018')[0] ?? '', /wrap "\+44 20 7946 0018"/)
  assert.match(checkText('he', 'k', 'מתחיל ב־https://', 'Starts with https://')[0] ?? '', /wrap "https:\/\/"/)
  assert.deepEqual(checkText('ar', 'k', 'مثال: \u2066+44 20 7946 0018\u2069', 'Example: +44 20 7946 0018'), [])
  assert.deepEqual(checkText('de', 'k', 'Beispiel: +44 20 7946 0018', 'Example: +44 20 7946 0018'), [])
})

test('selects have exactly the cases of the English text', () => {
  const original = '{medium, select, sms {Phone} other {Mail}}'
  assert.deepEqual(checkText('de', 'k', '{medium, select, sms {Telefon} other {E-Mail}}', original), [])
  assert.deepEqual(checkText('de', 'k', '{medium, select, SMS {Telefon} other {E-Mail}}', original), ['lacks the case of {medium} "sms"', 'has the case of {medium} "SMS", which the English text does not have'])
  assert.deepEqual(checkText('de', 'k', '{medium} prüfen', original), ['does not use {medium, select, …}'])
})
