import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserFor, issuerOf, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

const FRESH = 'Analytical-Engine-1'

test('the well-known address for changing passwords leads to a change that no application waits for', async (t) => {
  const { application, addUser, message } = await openPoolhouse(t)
  await addUser('ada@example.com')
  const browser = browserFor(application)
  const known = await fetch(`${issuerOf(application)}/.well-known/change-password`, { redirect: 'manual' })
  assert.deepEqual([known.status, known.headers.get('location')], [303, `/${application.poolId}/forgotPassword`])
  // A well-known address that nobody defined must not look like one that exists (W3C, same document §4).
  assert.equal((await fetch(`${issuerOf(application)}/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200`)).status, 404)

  const forgot = pageOf(await browser.open(`${issuerOf(application)}/.well-known/change-password`), 'forgot-password')
  assert.equal(forgot.view.frame.links.signIn, undefined)
  const reset = pageOf(await browser.submit(forgot, 'forgot-password', { username: 'ada@example.com' }), 'reset-password')
  const { code } = await message({ to: 'ada@example.com' })
  const done = pageOf(await browser.submit(reset, 'reset-password', { username: 'ada@example.com', code: code ?? '', password: FRESH }), 'done')
  assert.deepEqual([done.view.kind, done.view.continueHref], ['password-reset', 'https://app.example.com/'])
  codeOf(await signInHosted(browser, application, { username: 'ada@example.com', password: FRESH }))
})

test('where no client could carry the change, the account portal does', async (t) => {
  const { application, addUser, message } = await openPoolhouse(t, { client: { Poolhouse: { pkceRequired: true } } })
  await addUser('ada@example.com')
  const browser = browserFor(application)
  const forgot = pageOf(await browser.open(`${issuerOf(application)}/forgotPassword`), 'forgot-password')
  const reset = pageOf(await browser.submit(forgot, 'forgot-password', { username: 'ada@example.com' }), 'reset-password')
  const { code } = await message({ to: 'ada@example.com' })
  const done = pageOf(await browser.submit(reset, 'reset-password', { username: 'ada@example.com', code: code ?? '', password: FRESH }), 'done')
  assert.equal(done.view.continueHref, `${issuerOf(application)}/account`)
})

test('where there is no portal either, the page names the applications instead', async (t) => {
  const { application } = await openPoolhouse(t, {
    pool: { Poolhouse: { accountPortal: false } }, client: { Poolhouse: { pkceRequired: true, initiateLoginUri: 'https://app.example.com/start' } },
  })
  const page = pageOf(await browserFor(application).open(`${issuerOf(application)}/forgotPassword`), 'bookmark')
  assert.deepEqual(page.view.applications, [{ name: 'app', href: 'https://app.example.com/start' }])
})

test('an application may open the recovery page directly, also for somebody who is signed in, and gets its code in the end', async (t) => {
  const { application, addUser, message } = await openPoolhouse(t)
  await addUser('ada@example.com')
  const browser = browserFor(application)
  codeOf(await signInHosted(browser, application, { username: 'ada@example.com', password: PASSWORD }))
  const query = new URLSearchParams({ client_id: application.clientId, response_type: 'code', redirect_uri: application.redirectUri, state: 'direct', login_hint: 'ada@example.com' })
  const forgot = pageOf(await browser.open(`${issuerOf(application)}/forgotPassword?${query.toString()}`), 'forgot-password')
  assert.equal(forgot.view.identifier.value, 'ada@example.com')
  const reset = pageOf(await browser.submit(forgot, 'forgot-password', { username: 'ada@example.com' }), 'reset-password')
  const { code } = await message({ to: 'ada@example.com' })
  const end = await browser.submit(reset, 'reset-password', { username: 'ada@example.com', code: code ?? '', password: FRESH })
  codeOf(end)
  assert.equal(end.kind === 'application' && end.location.searchParams.get('state'), 'direct')
})
