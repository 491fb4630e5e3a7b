import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadTexts } from './load-catalogue.ts'
import { listNames } from './list-names.ts'

test('among right-to-left words, names, addresses and numbers keep their own direction', async () => {
  const texts = await loadTexts('ar')
  assert.match(texts('chooseAccount.continueAs', { name: '+442079460018' }), /\u2068\+442079460018\u2069/)
  assert.match(texts.markup('mfa.factors.sentTo', { destination: 'a***@e***', bdi: (chunks) => `<bdi>${chunks}</bdi>` }), /<bdi>\u2068a\*\*\*@e\*\*\*\u2069<\/bdi>/)
  assert.match(listNames('he', ['Example App', 'Accounting']), /^\u2068Example App\u2069.+\u2068Accounting\u2069$/)
})

test('what chooses between cases stays as it is, and so does everything among left-to-right words', async () => {
  const [arabic, german] = [await loadTexts('ar'), await loadTexts('de')]
  assert.notEqual(arabic('confirm.title', { medium: 'sms' }), arabic('confirm.title', { medium: 'other' }))
  assert.match(german('chooseAccount.continueAs', { name: '+442079460018' }), /(^|[^\u2068])\+442079460018/)
  assert.equal(listNames('de', ['A', 'B', 'C']), 'A, B und C')
})
