import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { SoftwareAuthenticator } from '#test/passkeys/software-authenticator.ts'
import { beginAuthorize, browserFor, CALLBACK, issuerOf, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'
import { addPasskey, askForPasskey, firstFactors, signInByPasskey } from '#test/drive/passkeys.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }

/** A signed-in browser, and the page's address with what is asked for. */
async function open(t: TestContext, settings = {}) {
  const poolhouse = await openPoolhouse(t, { pool: { ...firstFactors('WEB_AUTHN'), ...settings }, client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] } })
  const { application } = poolhouse
  const user = await poolhouse.addUser(ADA.username)
  const browser = browserFor(application)
  codeOf(await signInHosted(browser, application, ADA))
  const addressOf = (query: Record<string, string> = {}) => `${issuerOf(application)}/passkeys/add?${new URLSearchParams(query).toString()}`
  return { ...poolhouse, user, browser, addressOf, way: { client_id: application.clientId, redirect_uri: CALLBACK } }
}

test('/passkeys/add gives a signed-in browser a passkey, and leads back to the application without a code', async (t) => {
  const { browser, application, addressOf, way } = await open(t)
  const page = pageOf(await browser.open(addressOf(way)), 'add-passkey')
  assert.deepEqual([page.view.offered, page.view.asked, page.view.leaveHref], [false, way, CALLBACK])
  const { device, stop } = await addPasskey(browser, page, way)
  assert.equal(stop.kind === 'application' && stop.location.href, CALLBACK)
  const fresh = browserFor(application)
  codeOf(await signInByPasskey(fresh, pageOf(await beginAuthorize(fresh, application), 'sign-in'), device))
})

test('the page tells password managers which passkeys are good', async (t) => {
  const { browser, addressOf, way, user } = await open(t)
  const { device } = await addPasskey(browser, pageOf(await browser.open(addressOf(way)), 'add-passkey'), way)
  const { view } = pageOf(await browser.open(addressOf(way)), 'add-passkey')
  assert.deepEqual(view.passkeys, ['Google Password Manager'])
  assert.deepEqual(view.signals, { rpId: 'localhost', userId: Buffer.from(user.id).toString('base64url'), allAcceptedCredentialIds: [device.id], name: ADA.username, displayName: ADA.username })
})

test('a browser that is not signed in, or not recently, signs in first and comes back to the page', async (t) => {
  const { browser, application, addressOf, way, clock } = await open(t)
  const fresh = browserFor(application)
  const signIn = pageOf(await fresh.open(addressOf(way)), 'sign-in')
  const back = pageOf(await fresh.submit(signIn, 'sign-in', ADA), 'add-passkey')
  assert.deepEqual(back.view.asked, way)
  clock.advance(minutes(6))
  const again = pageOf(await browser.open(addressOf(way)), 'sign-in')
  assert.equal(again.view.identifier.value, ADA.username)
  // The form, too, of a page that was open for too long.
  const late = await askForPasskey(fresh, back, 'passkey-creation', way)
  assert.equal(late.status, 403)
  pageOf(await fresh.submit(back, 'passkey-add', { ...way, credential: '{}' }), 'sign-in')
})

test('without an application the page belongs to the account, and leads there', async (t) => {
  const { browser, addressOf } = await open(t)
  const page = pageOf(await browser.open(addressOf()), 'add-passkey')
  assert.match(page.view.leaveHref ?? '', /\/account/)
  pageOf((await addPasskey(browser, page)).stop, 'account-security')
})

test('HP-02 it leads nowhere that is not registered, and its form is bound to the session and the way back', async (t) => {
  const { browser, application, addressOf, way } = await open(t)
  for (const query of [{ ...way, redirect_uri: 'https://evil.example.com/' }, { ...way, client_id: 'unknown' }, { redirect_uri: CALLBACK }]) {
    const page = pageOf(await browser.open(addressOf(query)), 'error')
    assert.equal(page.status, 400)
  }
  const page = pageOf(await browser.open(addressOf(way)), 'add-passkey')
  const { options } = await askForPasskey(browser, page, 'passkey-creation', way)
  const credential = JSON.stringify(new SoftwareAuthenticator({ origin: application.publicUrl }).create(options))
  for (const fields of [{ ...way, csrf: 'forged.token' }, { client_id: way.client_id }, {}]) {
    const stop = await browser.submit(page, 'passkey-add', { ...fields, credential })
    assert.equal(stop.kind === 'page' && stop.status, 403, JSON.stringify(fields))
  }
  const other = browserFor(application)
  codeOf(await signInHosted(other, application, ADA))
  assert.equal((await askForPasskey(other, page, 'passkey-creation', way)).status, 403)
})

test('what the device answers wrongly is said on the page; twenty passkeys are enough', async (t) => {
  const { browser, addressOf, way, user, domain, pool } = await open(t)
  const page = pageOf(await browser.open(addressOf(way)), 'add-passkey')
  assert.equal(summaryOf(await browser.submit(page, 'passkey-add', { ...way, credential: 'junk' })), 'passkey_not_added')
  for (let n = 0; n < 20; n++) {
    await domain.passkeys.addPasskey({
      poolId: pool.id, id: `key${n}`, userId: user.id, publicKey: new Uint8Array([1]), counter: 0, transports: [], aaguid: '00000000-0000-0000-0000-000000000000', name: `Key ${n}`,
      rpId: 'localhost', attachment: null, backedUp: true, createdAt: domain.clock.now(), lastUsedAt: null,
    }, 20)
  }
  assert.equal(pageOf(await browser.open(addressOf(way)), 'add-passkey').view.mayAdd, false)
  assert.equal((await askForPasskey(browser, page, 'passkey-creation', way)).status, 409)
})

test('a pool without portal has the page for its applications; a pool without passkeys has none', async (t) => {
  const off = await open(t, { Poolhouse: { accountPortal: false } })
  pageOf(await off.browser.open(off.addressOf(off.way)), 'add-passkey')
  pageOf(await browserFor(off.application).open(off.addressOf(off.way)), 'sign-in')
  const none = await openPoolhouse(t)
  await none.addUser(ADA.username)
  const browser = browserFor(none.application)
  codeOf(await signInHosted(browser, none.application, ADA))
  assert.equal(pageOf(await browser.open(`${issuerOf(none.application)}/passkeys/add`), 'error').status, 404)
})

test('password managers find the pages in the well-known place', async (t) => {
  const { application } = await open(t)
  const answer = await fetch(`${issuerOf(application)}/.well-known/passkey-endpoints`)
  assert.equal(answer.headers.get('content-type'), 'application/json')
  assert.deepEqual(await answer.json(), { enroll: `${issuerOf(application)}/passkeys/add`, manage: `${issuerOf(application)}/account/security` })
  const without = await openPoolhouse(t)
  assert.equal((await fetch(`${issuerOf(without.application)}/.well-known/passkey-endpoints`)).status, 404)
})
