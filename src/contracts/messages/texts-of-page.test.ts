import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsOfPage } from './texts-of-page.ts'

test("a page says what its look says, and the catalogue's texts for everything else", () => {
  const own = { 'signIn.title': 'Welcome back', 'error.access_denied.title': 'Stopped', 'frame.continueTo': 'Go on to <strong>{client}</strong>!' }
  const t = textsOfPage({ locale: 'en', texts: own })
  assert.equal(t('signIn.title'), 'Welcome back')
  assert.equal(t('error.access_denied.title'), 'Stopped')
  assert.equal(t('signIn.submit'), 'Sign in')
  assert.equal(t.markup('frame.continueTo', { client: 'A & B', strong: (chunks) => `*${chunks}*` }), 'Go on to *A & B*!')
  assert.equal(textsOfPage({ locale: 'en', texts: own }), t, 'what was parsed is kept')
  assert.equal(textsOfPage({ locale: 'en' })('signIn.title'), 'Sign in')
})

test('a key that the catalogue does not have is passed over', () => {
  for (const key of ['signIn', 'signIn.gone', 'signIn.title.more', '', 'constructor.name', '__proto__.x']) assert.equal(textsOfPage({ locale: 'en', texts: { [key]: 'x' } })('signIn.title'), 'Sign in', key)
})
