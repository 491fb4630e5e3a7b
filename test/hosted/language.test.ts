import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adminResetUserPassword } from '#src/domain/users/admin-reset-user-password.ts'
import { beginAuthorize, browserFor, issuerOf, signUpHosted } from '#test/drive/application.ts'
import { codeOf, type HostedBrowser, type Page, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }

const languageOf = ({ view: { frame } }: Page): string => `${frame.locale} ${frame.dir}`
const switchTo = (browser: HostedBrowser, page: Page, language: string) => browser.submit(page, 'language', { language, back: page.view.frame.languages?.back ?? '' })

test('the language is switched in the middle of a sign-in, which goes on with what its page had to say', async (t) => {
  const { application, addUser } = await openPoolhouse(t)
  await addUser(ADA.username)
  const browser = browserFor(application, { language: 'fr-CA, en;q=0.5' })
  const first = pageOf(await beginAuthorize(browser, application), 'sign-in')
  assert.equal(languageOf(first), 'fr ltr')
  const refused = pageOf(await browser.submit(first, 'sign-in', { ...ADA, password: 'Wrong-Horse-9' }), 'sign-in')
  const switched = pageOf(await switchTo(browser, refused, 'ar'), 'sign-in')
  assert.deepEqual([languageOf(switched), summaryOf(switched), switched.view.identifier.value], ['ar rtl', 'wrong_credentials', ADA.username])
  assert.equal(switched.view.frame.form.uid, first.view.frame.form.uid)
  codeOf(await browser.submit(switched, 'sign-in', ADA))
})

test('a language that was chosen is kept in the browser; what the application asks for another time comes before it', async (t) => {
  const { application, addUser, pool } = await openPoolhouse(t)
  await addUser(ADA.username)
  const browser = browserFor(application, { language: 'de' })
  const asked = pageOf(await beginAuthorize(browser, application, { lang: 'pt-BR', ui_locales: 'ja' }), 'sign-in')
  assert.equal(languageOf(asked), 'pt-BR ltr')
  const { uid, r, csrf } = asked.view.frame.form
  const answer = await browser.plain.post(`${issuerOf(application)}/hosted/language`, { uid: uid ?? '', r: r ?? '', csrf, language: 'he', back: '/login' })
  assert.equal(answer.status, 303)
  assert.ok(answer.headers.getSetCookie().includes(`${pool.id}.language=he; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax`))
  const chosen = pageOf(await browser.open(new URL(answer.location ?? '', application.publicUrl).href), 'sign-in')
  assert.equal(languageOf(chosen), 'he rtl', 'who chooses on the page comes before the application')
  const refused = pageOf(await browser.submit(chosen, 'sign-in', { ...ADA, password: 'Wrong-Horse-9' }), 'sign-in')
  assert.equal(languageOf(refused), 'he rtl', 'and for all of the sign-in')

  assert.equal(languageOf(pageOf(await beginAuthorize(browser, application), 'sign-in')), 'he rtl')
  assert.equal(languageOf(pageOf(await browser.open(`${issuerOf(application)}/signedOut`), 'signed-out')), 'he rtl')
  assert.equal(languageOf(pageOf(await beginAuthorize(browser, application, { ui_locales: 'tlh zh-Hant-HK' }), 'sign-in')), 'zh-TW ltr')
})

test('`lang` stays for pages that nobody asks a language for, until another application or the person says another', async (t) => {
  const { application } = await openPoolhouse(t)
  const browser = browserFor(application)
  const languageOfPage = async (lang?: string): Promise<string> => languageOf(pageOf(await beginAuthorize(browser, application, lang === undefined ? {} : { lang }), 'sign-in'))
  assert.deepEqual([await languageOfPage('fr'), await languageOfPage()], ['fr ltr', 'fr ltr'])
  assert.deepEqual([await languageOfPage('es'), await languageOfPage()], ['es ltr', 'es ltr'])
  await switchTo(browser, pageOf(await beginAuthorize(browser, application), 'sign-in'), 'pl')
  assert.deepEqual([await languageOfPage('fr'), await languageOfPage()], ['fr ltr', 'pl ltr'])
})

test('what was typed and sent along stays on its page, and no secret is kept', async (t) => {
  const { application } = await openPoolhouse(t)
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application, { prompt: 'create' }), 'sign-up')
  const typed = { 'attribute.email': 'ada@example.com', password: PASSWORD, code: '123456' }
  const switched = pageOf(await browser.submit(page, 'language', { language: 'nl', back: page.view.frame.languages?.back ?? '', ...typed }), 'sign-up')
  assert.deepEqual([languageOf(switched), switched.view.attributes.map(({ value }) => value)], ['nl ltr', ['ada@example.com']])
  assert.doesNotMatch(JSON.stringify(switched.view), new RegExp(`${PASSWORD}|123456`))
  const signIn = pageOf(await browser.open(new URL(switched.view.frame.links.signIn ?? '', application.publicUrl).href), 'sign-in')
  assert.deepEqual([languageOf(signIn), signIn.view.identifier.value], ['nl ltr', ''])
})

test('a page of no sign-in is switched too, whatever language its address asks for', async (t) => {
  const { application } = await openPoolhouse(t)
  const browser = browserFor(application)
  const page = pageOf(await browser.open(`${issuerOf(application)}/done?kind=password-reset&lang=it`), 'done')
  assert.deepEqual([languageOf(page), page.view.frame.languages?.back], ['it ltr', '/done?kind=password-reset'])
  const switched = pageOf(await switchTo(browser, page, 'uk'), 'done')
  assert.equal(languageOf(switched), 'uk ltr')
})

test('the switcher leads to our own pages alone, and takes nothing from another site', async (t) => {
  const { application } = await openPoolhouse(t)
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
  for (const back of ['//evil.example.com/', '/\\evil.example.com', 'https://evil.example.com/', '/login?next=<script>', '/a\r\nSet-Cookie: a=b', '']) {
    const { pathname } = new URL(pageOf(await browser.submit(page, 'language', { language: 'de', back }), 'sign-in').url)
    assert.equal(pathname, `/${application.poolId}/login`, back)
  }
  const form = { uid: page.view.frame.form.uid ?? '', csrf: page.view.frame.form.csrf, language: 'de', back: '/login' }
  for (const change of [{ language: 'tlh' }, { csrf: 'forged' }]) {
    const refused = await browser.plain.post(`${issuerOf(application)}/hosted/language`, { ...form, ...change })
    assert.deepEqual([refused.status, refused.headers.getSetCookie().filter((cookie) => cookie.includes('language'))], [403, []])
  }
  const foreign = await fetch(`${issuerOf(application)}/hosted/language`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form), headers: { origin: 'https://evil.example.com' } })
  assert.equal(foreign.status, 403)
})

test('a sign-in that is over begins again in the language that is chosen on its page', async (t) => {
  const { application } = await openPoolhouse(t)
  const page = pageOf(await beginAuthorize(browserFor(application), application), 'sign-in')
  const other = browserFor(application)
  const again = pageOf(await switchTo(other, page, 'ko'), 'sign-in')
  assert.equal(languageOf(again), 'ko ltr')
  assert.notEqual(again.view.frame.form.uid, page.view.frame.form.uid)
})

test('messages are in the language of the person, else of the request, else of the pool', async (t) => {
  const { application, addUser, domain, message, pool } = await openPoolhouse(t, { pool: { Poolhouse: { language: 'sv' } } })
  await signUpHosted(browserFor(application, { language: 'ja' }), application, { email: 'by-browser@example.com', password: PASSWORD })
  assert.match((await message({ to: 'by-browser@example.com' })).html ?? '', /<html lang="ja" dir="ltr">/)

  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application, { prompt: 'create', lang: 'ar' }), 'sign-up')
  await browser.submit(page, 'sign-up', { 'attribute.email': 'by-application@example.com', password: PASSWORD })
  assert.match((await message({ to: 'by-application@example.com' })).html ?? '', /<html lang="ar" dir="rtl">/)

  for (const [username, locale, expected] of [['own@example.com', 'zh_Hant_HK', 'zh-TW'], ['unknown@example.com', 'tlh', 'sv'], ['none@example.com', undefined, 'sv']] as const) {
    await addUser(username, locale === undefined ? {} : { locale })
    await adminResetUserPassword(domain, { pool, username })
    assert.match((await message({ to: username })).html ?? '', new RegExp(`<html lang="${expected}" `), username)
  }
})

test('an application that signs people up by the API is answered in the language of their browser', async (t) => {
  const { application, message, url } = await openPoolhouse(t)
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp', 'content-type': 'application/x-amz-json-1.1', 'accept-language': 'tr-TR,tr;q=0.9,en;q=0.5' },
    body: JSON.stringify({ ClientId: application.clientId, Username: 'ada@example.com', Password: PASSWORD }),
  })
  assert.equal(answer.status, 200)
  assert.match((await message({ to: 'ada@example.com' })).html ?? '', /<html lang="tr" /)
})
