import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { rememberBrowser } from '#src/domain/devices/browser.ts'
import { openAccountPage, signInToAccount } from '#test/drive/account.ts'
import { beginAuthorize, browserFor, CALLBACK, exchangeCode, logIn, refresh, signInHosted, userInfoStatus } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const BOB = { username: 'bob@example.com', password: PASSWORD }

test('every browser and application is listed, and one is ended with its refresh tokens', async (t) => {
  const { application, addUser } = await openPoolhouse(t)
  await addUser(ADA.username)
  const here = browserFor(application)
  const tokensHere = await logIn(here, application, ADA)
  const there = browserFor(application)
  const tokensThere = await logIn(there, application, ADA)
  const page = pageOf(await openAccountPage(here, application, '/sessions'), 'account-sessions')
  assert.deepEqual(page.view.sessions.map(({ kind, current, applications }) => ({ kind, current, applications })), [
    { kind: 'browser', current: true, applications: ['app'] }, { kind: 'browser', current: false, applications: ['app'] },
  ])
  const ended = pageOf(await here.submit(page, 'account-session', { session: page.view.sessions[1]?.id ?? '' }), 'account-sessions')
  assert.equal(ended.view.frame.notice?.code, 'account_session_ended')
  assert.equal(ended.view.sessions.length, 1)
  assert.equal((await refresh(application, tokensThere.refresh_token)).status, 400)
  assert.equal(await userInfoStatus(application, tokensThere.access_token), 401)
  pageOf(await openAccountPage(there, application), 'sign-in')
  assert.equal((await refresh(application, tokensHere.refresh_token)).status, 200)
  assert.equal(summaryOf(await here.submit(page, 'account-session', { session: page.view.sessions[1]?.id ?? '' })), 'gone')
})

test('everything else ends at once, and this browser goes on', async (t) => {
  const { application, addUser } = await openPoolhouse(t)
  await addUser(ADA.username)
  await addUser(BOB.username)
  const here = browserFor(application)
  const tokensHere = await logIn(here, application, ADA)
  const others = await Promise.all([1, 2, 3].map(() => logIn(browserFor(application), application, ADA)))
  const bobs = await logIn(browserFor(application), application, BOB)
  const page = pageOf(await openAccountPage(here, application, '/sessions'), 'account-sessions')
  assert.equal(page.view.sessions.length, 4)
  const ended = await Promise.all([1, 2].map(() => here.submit(page, 'account-other-sessions')))
  assert.equal(pageOf(ended[0] ?? { kind: 'other', status: 0, text: '', headers: new Headers() }, 'account-sessions').view.sessions.length, 1)
  for (const { refresh_token } of others) assert.equal((await refresh(application, refresh_token)).status, 400)
  assert.equal((await refresh(application, tokensHere.refresh_token)).status, 200)
  assert.equal((await refresh(application, bobs.refresh_token)).status, 200)
})

test('a code that another browser has not exchanged yet becomes no tokens after its session has ended', async (t) => {
  const { application, addUser } = await openPoolhouse(t)
  await addUser(ADA.username)
  const here = browserFor(application)
  const codesOf = async () => [codeOf(await signInHosted(browserFor(application), application, ADA)), codeOf(await signInHosted(browserFor(application), application, ADA))] as const
  const [one, other] = await codesOf()
  const page = await signInToAccount(here, application, ADA, 'account-sessions', '/sessions')
  const kept = codeOf(await beginAuthorize(here, application))
  pageOf(await here.submit(page, 'account-session', { session: page.view.sessions[1]?.id ?? '' }), 'account-sessions')
  const statuses = await Promise.all([one, other].map(async (code) => (await exchangeCode(application, code)).status))
  assert.deepEqual(statuses.toSorted(), [200, 400])
  const later = await codesOf()
  await here.submit(page, 'account-other-sessions')
  for (const code of later) assert.equal((await exchangeCode(application, code)).status, 400)
  assert.equal((await exchangeCode(application, kept)).status, 200)
})

test('somebody else’s session, device and application are as if they were not there', async (t) => {
  const { application, addUser, domain, pool } = await openPoolhouse(t, { pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true } } })
  await addUser(ADA.username)
  const bob = await addUser(BOB.username)
  const bobsBrowser = browserFor(application)
  const bobs = await logIn(bobsBrowser, application, BOB)
  const bobsPage = pageOf(await openAccountPage(bobsBrowser, application, '/sessions'), 'account-sessions')
  const { key } = await rememberBrowser(domain, { pool, user: bob, name: 'Laptop', address: null })
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-sessions', '/sessions')
  assert.deepEqual(page.view.devices, [])
  assert.equal(summaryOf(await browser.submit(page, 'account-session', { session: bobsPage.view.sessions[0]?.id ?? '' })), 'gone')
  for (const change of ['forget', 'rename']) assert.equal(summaryOf(await browser.submit(page, 'account-device', { device: key, change, device_name: 'Mine' })), 'gone')
  assert.equal(summaryOf(await browser.submit(page, 'account-app', { app: application.clientId })), 'gone')
  assert.equal((await refresh(application, bobs.refresh_token)).status, 200)
  const again = pageOf(await openAccountPage(bobsBrowser, application, '/sessions'), 'account-sessions')
  assert.deepEqual(again.view.devices?.map(({ name, trusted }) => ({ name, trusted })), [{ name: 'Laptop', trusted: true }])
  const renamed = pageOf(await bobsBrowser.submit(again, 'account-device', { device: key, change: 'rename', device_name: ' Old laptop ' }), 'account-sessions')
  assert.deepEqual(renamed.view.devices?.map(({ name }) => name), ['Old laptop'])
  const emptied = pageOf(await bobsBrowser.submit(renamed, 'account-device', { device: key, change: 'rename', device_name: ' ' }), 'account-sessions')
  assert.deepEqual(emptied.view.devices?.map(({ name }) => name), ['Old laptop'])
  const forgotten = pageOf(await bobsBrowser.submit(again, 'account-device', { device: key, change: 'forget' }), 'account-sessions')
  assert.deepEqual(forgotten.view.devices, [])
})

test('an application’s access is taken away with all its tokens; others keep theirs', async (t) => {
  const { application, addUser, domain, pool } = await openPoolhouse(t)
  await addUser(ADA.username)
  const second = await createUserPoolClient(domain, {
    UserPoolId: pool.id, ClientName: 'second', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'], CallbackURLs: [CALLBACK],
  })
  const first = await logIn(browserFor(application), application, ADA)
  const again = await logIn(browserFor(application), application, ADA)
  const other = { ...application, clientId: second.id }
  const kept = await logIn(browserFor(application), other, ADA)
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-apps', '/apps')
  assert.deepEqual(page.view.apps.map(({ name }) => name).sort(), ['app', 'second'])
  assert.deepEqual(page.view.apps.find(({ name }) => name === 'app')?.scopes.toSorted(), ['aws.cognito.signin.user.admin', 'email', 'openid'])
  const revoked = pageOf(await browser.submit(page, 'account-app', { app: application.clientId }), 'account-apps')
  assert.deepEqual(revoked.view.apps.map(({ name }) => name), ['second'])
  for (const { refresh_token } of [first, again]) assert.equal((await refresh(application, refresh_token)).status, 400)
  assert.equal((await refresh(other, kept.refresh_token)).status, 200)
})
