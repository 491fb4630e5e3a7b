import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { AppClientSettingsInput } from '#src/domain/app-clients/app-client-settings.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { beginAuthorize, browserFor, issuerOf, logIn, signUpHosted } from '#test/drive/application.ts'
import { pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type PoolhouseOptions } from '#test/drive/open-poolhouse.ts'

const START = 'https://app.example.com/start'
const byLink: PoolhouseOptions['pool'] = { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } }

const open = async (t: TestContext, client: AppClientSettingsInput = {}, pool: PoolhouseOptions['pool'] = {}) => {
  const poolhouse = await openPoolhouse(t, { client, pool })
  return { ...poolhouse, browser: browserFor(poolhouse.application), base: issuerOf(poolhouse.application) }
}

test('an error page leads back to the application it knows, never to an address of the request', async (t) => {
  const { application, browser, base } = await open(t)
  const wrong = pageOf(await beginAuthorize(browser, application, { redirect_uri: 'https://evil.example.net/callback' }), 'error')
  assert.equal(wrong.status, 400)
  assert.deepEqual(wrong.view.returnToApplication, { name: 'app', href: 'https://app.example.com/' })
  const unknown = pageOf(await beginAuthorize(browser, application, { client_id: 'nobody' }), 'error')
  assert.equal(unknown.view.returnToApplication, undefined)
  const logout = pageOf(await browser.open(`${base}/logout?client_id=${application.clientId}&logout_uri=https://evil.example.net/`), 'error')
  assert.deepEqual(logout.view.returnToApplication, { name: 'app', href: 'https://app.example.com/' })
})

test('an application that says where sign-ins begin is led back to there; one without a web address is not', async (t) => {
  const { application, browser } = await open(t, { Poolhouse: { initiateLoginUri: START } })
  assert.equal(pageOf(await beginAuthorize(browser, application, { redirect_uri: 'https://x.example.net/' }), 'error').view.returnToApplication?.href, START)
  const native = await open(t, { CallbackURLs: ['com.example.app:/callback'] })
  assert.equal(pageOf(await beginAuthorize(native.browser, native.application, { redirect_uri: 'https://x.example.net/' }), 'error').view.returnToApplication, undefined)
})

test('after signing out the page offers to sign in again where the application begins', async (t) => {
  const { application, addUser, browser, base } = await open(t, { Poolhouse: { initiateLoginUri: START } })
  await addUser('ada@example.com')
  const { id_token } = await logIn(browser, application, { username: 'ada@example.com', password: PASSWORD })
  const page = pageOf(await browser.open(`${base}/logout?id_token_hint=${id_token}`), 'signed-out')
  assert.equal(page.view.signInHref, START)
})

test('a link that confirmed leads on to the application, and so does one that was spent', async (t) => {
  const { application, browser, message } = await open(t, {}, byLink)
  await signUpHosted(browser, application, { email: 'ada@example.com', password: PASSWORD })
  const { link } = await message({ to: 'ada@example.com' })
  const phone = browserFor(application)
  const ready = pageOf(await phone.open(link ?? ''), 'confirm-link')
  assert.equal(ready.view.account, undefined, 'an identifier means nothing to a person')
  const { clientId, username, code } = ready.view.link
  const fields = { client_id: clientId, user_name: username, confirmation_code: code }
  const done = pageOf(await phone.submit(ready, 'confirm-link', fields), 'done')
  assert.equal(done.view.continueHref, 'https://app.example.com/')
  const spent = pageOf(await phone.submit(ready, 'confirm-link', fields), 'confirm-link')
  assert.deepEqual([spent.view.state, spent.view.frame.links.signIn], ['spent', 'https://app.example.com/'])
})

test('a page that nothing led to names a client of its own pool only', async (t) => {
  const { base, browser, application, domain } = await open(t)
  const other = await createUserPool(domain, { region: 'us-east-1', request: { PoolName: 'others' } })
  const foreign = await createUserPoolClient(domain, { UserPoolId: other.id, ClientName: 'foreign', CallbackURLs: ['https://foreign.example.com/'] })
  assert.equal(pageOf(await browser.open(`${base}/done?client_id=${application.clientId}`), 'done').view.continueHref, 'https://app.example.com/')
  for (const id of [foreign.id, 'nobody', '', 'x'.repeat(5000)]) {
    assert.equal(pageOf(await browser.open(`${base}/done?client_id=${id}`), 'done').view.continueHref, undefined)
  }
})
