import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAccountPage } from '#test/drive/account.ts'
import { browserFor, logIn } from '#test/drive/application.ts'
import { pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const HEADERS = { CITY_HEADER: 'X-City', COUNTRY_HEADER: 'X-Country' }
const IN_ZURICH = { headers: { 'x-city': 'Z%C3%BCrich', 'x-country': 'CH' }, address: '203.0.113.7' }

test('people see the place of their sign-ins as the trusted proxy tells it', async (t) => {
  const { application, addUser } = await openPoolhouse(t, { variables: { ...HEADERS, TRUST_PROXY: '127.0.0.0/8' } })
  await addUser(ADA.username)
  const browser = browserFor(application, IN_ZURICH)
  await logIn(browser, application, ADA)
  const sessions = pageOf(await openAccountPage(browser, application, '/sessions'), 'account-sessions')
  assert.deepEqual(sessions.view.sessions.map(({ place, address }) => ({ place, address })), [{ place: { city: 'Zürich', country: 'CH' }, address: '203.0.113.7' }])
  const activity = pageOf(await openAccountPage(browser, application, '/activity'), 'account-activity')
  assert.deepEqual(activity.view.events.find(({ kind }) => kind === 'SignIn')?.place, { city: 'Zürich', country: 'CH' })
})

test('nobody else is believed to be where they say', async (t) => {
  const { application, addUser } = await openPoolhouse(t, { variables: HEADERS })
  await addUser(ADA.username)
  const browser = browserFor(application, IN_ZURICH)
  await logIn(browser, application, ADA)
  const { view } = pageOf(await openAccountPage(browser, application, '/sessions'), 'account-sessions')
  assert.deepEqual(view.sessions.map(({ place }) => place), [undefined])
})
