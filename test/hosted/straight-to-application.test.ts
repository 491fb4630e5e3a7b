import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginAuthorize, browserFor, exchangeCode, signInHosted } from '#test/drive/application.ts'
import { codeOf, type HostedBrowser, type Page, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

const PERSON = { username: 'ada@example.com', password: PASSWORD }

/** Posts the sign-in form, without following the answer. */
const post = ({ plain }: HostedBrowser, { url, view: { frame: { form: { basePath, csrf, uid = '', r = '' } } } }: Page, person = PERSON) =>
  plain.post(`${new URL(url).origin}${basePath}/hosted/sign-in`, { csrf, uid, r, ...person })

test('the form of a plain request is answered by the application\'s address, its code, and a session; nothing pending is left', async (t) => {
  const { application, addUser, stores } = await openPoolhouse(t)
  const user = await addUser(PERSON.username)
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application, { state: 'a b&c' }), 'sign-in')
  assert.equal((await post(browser, page, { ...PERSON, password: 'Wrong-Horse-9' })).status, 303)
  assert.equal((await stores.attempts.readAttempts('password', user.id))?.count, 1)
  const { status, location, headers } = await post(browser, page)
  const answer = new URL(location ?? '')
  assert.deepEqual([status, `${answer.origin}${answer.pathname}`, answer.searchParams.get('state')], [303, application.redirectUri, 'a b&c'])
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.equal(await stores.attempts.readAttempts('password', user.id), null, 'the tries before are forgotten with it')
  const names = [...browser.plain.cookies.values()].map(({ name }) => name.split('.').at(-1))
  assert.ok(names.includes('session') && !names.includes('resume'), names.join())
  const tokens = await exchangeCode(application, answer.searchParams.get('code') ?? '')
  assert.equal(tokens.status, 200)
  assert.equal((await exchangeCode(application, answer.searchParams.get('code') ?? '')).body.error, 'invalid_grant', 'a code is good once')
  assert.equal((await beginAuthorize(browser, application)).kind, 'application', 'the browser is signed in')
})

test('a request that is not plain goes by the way back, and the try is forgotten there too', async (t) => {
  const { application, addUser, stores } = await openPoolhouse(t)
  const user = await addUser(PERSON.username)
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application, { display: 'page' }), 'sign-in')
  const { location } = await post(browser, page)
  assert.match(new URL(location ?? '').pathname, /\/oauth2\/authorize\//)
  assert.equal(await stores.attempts.readAttempts('password', user.id), null)
  assert.equal((await exchangeCode(application, codeOf(await browser.open(location ?? '')))).status, 200)
})

test('of racing forms of one page one brings the code, and the others lead back to the application too', async (t) => {
  const { application, addUser } = await openPoolhouse(t)
  await addUser(PERSON.username)
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
  const answers = await Promise.all(Array.from({ length: 4 }, () => post(browser, page)))
  assert.deepEqual(answers.map(({ status }) => status), [303, 303, 303, 303])
  const straight = answers.filter(({ location }) => location?.startsWith(application.redirectUri))
  assert.equal(straight.length, 1)
  for (const { location } of answers.filter((answer) => !straight.includes(answer))) {
    assert.equal((await browser.open(location ?? '')).kind, 'application', location ?? '')
  }
})

test('somebody else who signs in ends the session of the one before', async (t) => {
  const { application, addUser } = await openPoolhouse(t)
  const others = await Promise.all([addUser(PERSON.username), addUser('bob@example.com')])
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
  codeOf(await signInHosted(browserFor(application, { copied: browser }), application, PERSON))
  const first = codeOf(await browser.submit(page, 'sign-in', PERSON))
  assert.equal((await exchangeCode(application, first)).status, 200)
  const again = pageOf(await beginAuthorize(browser, application, { prompt: 'login' }), 'sign-in')
  const { body } = await exchangeCode(application, codeOf(await browser.submit(again, 'sign-in', { ...PERSON, username: 'bob@example.com' })))
  const { sub } = JSON.parse(Buffer.from(body.id_token?.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }
  assert.equal(sub, others[1].id)
})
