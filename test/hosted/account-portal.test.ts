import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { updateUserPool } from '#src/domain/user-pools/update-user-pool.ts'
import { openAccountPage, signInToAccount } from '#test/drive/account.ts'
import { askForTokens, browserFor, issuerOf, logIn } from '#test/drive/application.ts'
import { pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'
import { createTestBrowser } from '#test/oidc/test-browser.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const BOB = { username: 'bob@example.com', password: PASSWORD }

test('the portal asks who comes to sign in, and leads back to the page that was asked for', async (t) => {
  const { application, addUser } = await openPoolhouse(t)
  await addUser(ADA.username, { name: 'Ada' })
  const browser = browserFor(application)
  const profile = await signInToAccount(browser, application, ADA, 'account-profile', '/profile')
  assert.equal(profile.url, `${issuerOf(application)}/account/profile`)
  assert.equal(profile.view.account.name, 'Ada')
  assert.equal(profile.view.account.detail, ADA.username)
  const overview = pageOf(await openAccountPage(browser, application), 'account')
  assert.deepEqual(overview.view.account.items.map(({ section }) => section).slice(0, 2), ['overview', 'profile'])
  // Signed in by an application, nobody is asked again.
  const other = browserFor(application)
  await logIn(other, application, ADA)
  pageOf(await openAccountPage(other, application), 'account')
})

test('signing out of the portal ends the session of the browser', async (t) => {
  const { application, addUser } = await openPoolhouse(t)
  await addUser(ADA.username)
  const browser = browserFor(application)
  const { view } = await signInToAccount(browser, application, ADA, 'account')
  pageOf(await browser.open(`${application.publicUrl}${view.account.signOutHref}`), 'signed-out')
  pageOf(await openAccountPage(browser, application), 'sign-in')
})

test('a pool without portal answers 404, and signs nobody in for it', async (t) => {
  const { application, addUser, domain, pool } = await openPoolhouse(t, { pool: { Poolhouse: { accountPortal: false } } })
  await addUser(ADA.username)
  const browser = browserFor(application)
  const off = pageOf(await openAccountPage(browser, application, '/profile'), 'error')
  assert.deepEqual([off.status, off.view.code], [404, 'not_found'])
  const authorize = await browser.open(`${issuerOf(application)}/oauth2/authorize?client_id=account.${pool.id}&response_type=code&redirect_uri=${encodeURIComponent(`${issuerOf(application)}/account`)}`)
  assert.equal(pageOf(authorize, 'error').view.code, 'unknown_client')
  await updateUserPool(domain, { UserPoolId: pool.id, AutoVerifiedAttributes: ['email'], Poolhouse: { accountPortal: true } })
  pageOf(await openAccountPage(browser, application), 'sign-in')
})

test('unknown pages of the portal are 404s, and a refused authorize request ends on a page instead of in a circle', async (t) => {
  const { application, addUser } = await openPoolhouse(t)
  await addUser(ADA.username)
  const browser = browserFor(application)
  await signInToAccount(browser, application, ADA, 'account')
  assert.equal(pageOf(await openAccountPage(browser, application, '/nothing'), 'error').status, 404)
  assert.equal(pageOf(await openAccountPage(browser, application, '/constructor'), 'error').status, 404)
  assert.equal(pageOf(await openAccountPage(browser, application, '?error=invalid_request&state=/profile'), 'error').status, 400)
  // The way back leads to pages of ours only.
  const back = await browser.plain.get(`${issuerOf(application)}/account?code=x&state=${encodeURIComponent('//evil.example')}`)
  assert.equal(back.location, `/${application.poolId}/account`)
  const strange = await browser.plain.get(`${issuerOf(application)}/account?code=x&state=${encodeURIComponent('/passkeys/add?\r\nx=1&redirect_uri=a\u2028b')}`)
  assert.equal(strange.location, `/${application.poolId}/passkeys/add?redirect_uri=a%E2%80%A8b`)
})

test("the portal's client is built in: no token comes of its codes, and the API knows nothing of it", async (t) => {
  const { application, addUser, domain, pool } = await openPoolhouse(t)
  await addUser(ADA.username)
  const browser = browserFor(application)
  await signInToAccount(browser, application, ADA, 'account')
  const base = `${issuerOf(application)}/account`
  const authorize = `${issuerOf(application)}/oauth2/authorize?${new URLSearchParams({ client_id: `account.${pool.id}`, response_type: 'code', redirect_uri: base })}`
  // Without a challenge it is refused, so every code needs a verifier.
  const refused = await browser.plain.get(authorize)
  assert.equal(new URL(refused.location ?? '').searchParams.get('error'), 'invalid_request')
  const elsewhere = await browser.open(authorize.replace(encodeURIComponent(base), encodeURIComponent('https://evil.example/account')))
  assert.equal(pageOf(elsewhere, 'error').view.code, 'redirect_mismatch')
  const { status } = await askForTokens(application, { grant_type: 'refresh_token', client_id: `account.${pool.id}`, refresh_token: 'x' })
  assert.equal(status, 400)
  assert.equal((await domain.appClients.listClients({ poolId: pool.id, after: null, limit: 60 })).clients.length, 1)
  assert.equal(await domain.appClients.findClient(`account.${pool.id}`), null)
})

test('a session with one pool opens no portal of another, and a form of one account does nothing for another', async (t) => {
  const { application, addUser, domain, findUser } = await openPoolhouse(t)
  await addUser(ADA.username, { name: 'Ada' })
  await addUser(BOB.username, { name: 'Bob' })
  const browser = browserFor(application)
  const adas = await signInToAccount(browser, application, ADA, 'account-profile', '/profile')
  const other = await createUserPool(domain, { region: 'us-east-1', request: { PoolName: 'others', UsernameAttributes: ['email'] } })
  pageOf(await openAccountPage(browser, { ...application, poolId: other.id }), 'sign-in')
  const bobs = browserFor(application)
  await signInToAccount(bobs, application, BOB, 'account')
  const forged = await bobs.submit(adas, 'account-profile', { 'attribute.name': 'Mallory' })
  assert.deepEqual([pageOf(forged, 'error').status, pageOf(forged, 'error').view.code], [403, 'form_invalid'])
  const withoutToken = await bobs.submit({ ...adas, view: { ...adas.view, frame: { ...adas.view.frame, form: { ...adas.view.frame.form, csrf: '' } } } }, 'account-profile', { 'attribute.name': 'Mallory' })
  assert.equal(pageOf(withoutToken, 'error').status, 403)
  const foreign = await createTestBrowser(bobs.plain, { origin: 'https://evil.example' }).post(`${issuerOf(application)}/hosted/account-profile`, { csrf: 'x' })
  assert.equal(foreign.status, 403)
  assert.deepEqual([(await findUser(ADA.username)).attributes['name'], (await findUser(BOB.username)).attributes['name']], ['Ada', 'Bob'])
})

test('a form of a session that is over leads to the sign-in page and back, with nothing done', async (t) => {
  const { application, addUser, clock, findUser } = await openPoolhouse(t, { pool: { Poolhouse: { sessionMinutes: 10 } } })
  await addUser(ADA.username, { name: 'Ada' })
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-profile', '/profile')
  clock.advance(minutes(11))
  const asked = pageOf(await browser.submit(page, 'account-profile', { 'attribute.name': 'Countess' }), 'sign-in')
  assert.equal((await findUser(ADA.username)).attributes['name'], 'Ada')
  pageOf(await browser.submit(asked, 'sign-in', ADA), 'account-profile')
})
