import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes, seconds } from '#src/contracts/duration.ts'
import { findRelyingParty } from '#src/domain/passkeys/relying-party.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { beginAuthorize, browserFor, exchangeCode, signInHosted } from '#test/drive/application.ts'
import { codeOf, type HostedBrowser, pageOf, type Stop, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { firstFactors } from '#test/drive/passkeys.ts'
import { ALL, claimsOf, EMAIL, giveAuthenticator, prefer, TOTP } from '#test/drive/second-factors.ts'
import { type RequestOptions, SoftwareAuthenticator } from '#test/passkeys/software-authenticator.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const L3 = 'urn:cognito:loa:3'
const L4 = 'urn:cognito:loa:4'

/** Signs in by the password alone; the offer of a second factor is declined. */
async function signInByPassword(poolhouse: Poolhouse, browser: HostedBrowser): Promise<Record<string, unknown>> {
  const stop = await signInHosted(browser, poolhouse.application, ADA)
  return claimsAt(poolhouse, stop.kind === 'page' && stop.view.screen === 'mfa-offer' ? await browser.submit(stop, 'mfa-not-now') : stop)
}

/** Ada is signed in by her password alone, and has an authenticator since. */
async function openSignedIn(t: Parameters<typeof openPoolhouse>[0], pool: UserPoolSettingsInput = { MfaConfiguration: 'OPTIONAL', ...TOTP }) {
  const poolhouse = await openPoolhouse(t, { pool })
  const user = await poolhouse.addUser('ada@example.com', { phone_number: '+12065550100', phone_number_verified: 'true' })
  const browser = browserFor(poolhouse.application)
  const first = await signInByPassword(poolhouse, browser)
  return { poolhouse, browser, first, authenticator: await giveAuthenticator(poolhouse, user) }
}

/** "Continue as Ada" on the page for who is signed in. */
const goOnAsAda = (browser: HostedBrowser, stop: Stop): Promise<Stop> => {
  const page = pageOf(stop, 'choose-account')
  return browser.submit(page, 'choose-account', { account: page.view.accounts[0]?.id ?? '' })
}

const claimsAt = async ({ application }: Poolhouse, stop: Stop): Promise<Record<string, unknown>> => {
  const { body } = await exchangeCode(application, codeOf(stop))
  return claimsOf(body.id_token)
}

test('a browser that is signed in is asked for what is missing to the level, and for nothing again', async (t) => {
  const { poolhouse, browser, first, authenticator } = await openSignedIn(t)
  assert.deepEqual([first['acr'], first['amr']], ['urn:cognito:loa:1', ['pwd']])
  const { application, clock } = poolhouse
  clock.advance(minutes(5))
  const page = pageOf(await goOnAsAda(browser, await beginAuthorize(browser, application, { acr_values: L4 })), 'mfa-code')
  const raised = await claimsAt(poolhouse, await browser.submit(page, 'mfa-code', { code: authenticator.code() }))
  assert.deepEqual([raised['acr'], raised['amr'], raised['auth_time']], [L4, ['pwd', 'otp', 'mfa'], first['auth_time']])
  const again = await claimsAt(poolhouse, await beginAuthorize(browser, application, { acr_values: L4 }))
  assert.equal(again['acr'], L4, 'the session has it now')
  assert.equal((await claimsAt(poolhouse, await beginAuthorize(browser, application)))['acr'], L4)
})

test('with max_age a session that is old enough is not raised: everything is asked for again', async (t) => {
  const { poolhouse, browser, first, authenticator } = await openSignedIn(t)
  const { application, clock } = poolhouse
  clock.advance(minutes(5))
  const page = pageOf(await beginAuthorize(browser, application, { acr_values: L4, max_age: '120' }), 'sign-in')
  const code = pageOf(await browser.submit(page, 'sign-in', ADA), 'mfa-code')
  const fresh = await claimsAt(poolhouse, await browser.submit(code, 'mfa-code', { code: authenticator.code() }))
  assert.ok(Number(fresh['auth_time']) > Number(first['auth_time']))

  // A page that was left open until the session was too old for the request.
  const left = await beginAuthorize(browser, application, { acr_values: 'urn:cognito:loa:4', max_age: '120', prompt: 'select_account' })
  clock.advance(minutes(3))
  pageOf(await goOnAsAda(browser, left), 'sign-in')
})

test('a code that is typed too late for max_age, or after signing out, lets nobody in', async (t) => {
  const { poolhouse, browser, authenticator } = await openSignedIn(t)
  const { application, clock } = poolhouse
  const late = pageOf(await goOnAsAda(browser, await beginAuthorize(browser, application, { acr_values: L4, max_age: '120' })), 'mfa-code')
  clock.advance(seconds(90))
  pageOf(await browser.submit(late, 'mfa-code', { code: authenticator.code() }), 'sign-in')

  const out = pageOf(await goOnAsAda(browser, await beginAuthorize(browser, application, { acr_values: L4 })), 'mfa-code')
  await browser.plain.get(`${application.publicUrl}/${application.poolId}/logout?${new URLSearchParams({ client_id: application.clientId, redirect_uri: application.redirectUri, response_type: 'code' })}`)
  pageOf(await browser.submit(out, 'mfa-code', { code: authenticator.code(1) }), 'sign-in')
})

test('from the beginning the level decides which second factor is asked for', async (t) => {
  const { poolhouse, authenticator } = await openSignedIn(t, { MfaConfiguration: 'OPTIONAL', ...ALL })
  const { application, message } = poolhouse
  await prefer(poolhouse, { EmailMfaSettings: { Enabled: true, PreferredMfa: true } })
  const signIn = async (change: Record<string, string>) => {
    const browser = browserFor(application)
    const page = pageOf(await browser.submit(pageOf(await beginAuthorize(browser, application, change), 'sign-in'), 'sign-in', ADA), 'mfa-code')
    return { browser, page }
  }
  const strong = await signIn({ acr_values: L4 })
  assert.equal(strong.page.view.factor, 'SOFTWARE_TOKEN_MFA')
  assert.equal((await claimsAt(poolhouse, await strong.browser.submit(strong.page, 'mfa-code', { code: authenticator.code() })))['acr'], L4)
  const plain = await signIn({ acr_values: L3 })
  assert.equal(plain.page.view.factor, 'EMAIL_OTP')
  const mailed = (await message({ to: 'ada@example.com' })).code ?? ''
  assert.equal((await claimsAt(poolhouse, await plain.browser.submit(plain.page, 'mfa-code', { code: mailed })))['acr'], L3)
  // Another way, weaker than what is asked for, is not the end.
  const other = await signIn({ acr_values: L4 })
  const choice = pageOf(await other.browser.submit(other.page, 'mfa-another'), 'mfa-choose')
  const weaker = pageOf(await other.browser.submit(choice, 'mfa-choose', { factor: 'EMAIL_OTP' }), 'mfa-code')
  const missing = pageOf(await other.browser.submit(weaker, 'mfa-code', { code: (await message({ to: 'ada@example.com' })).code ?? '' }), 'mfa-code')
  assert.equal(missing.view.factor, 'SOFTWARE_TOKEN_MFA')
})

test('somebody without the factors goes back to the application with an error, signed in or not', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...TOTP, ...EMAIL } })
  const { application, addUser } = poolhouse
  await addUser('ada@example.com')
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application, { acr_values: `${L4} ${L3}` }), 'sign-in')
  assert.equal(summaryOf(await browser.submit(page, 'sign-in', { ...ADA, password: 'Wrong-Horse-9' })), 'wrong_credentials', 'told to nobody who does not know the password')
  const errorAt = (stop: Stop) => (stop.kind === 'application' ? [stop.location.searchParams.get('error'), stop.location.searchParams.get('code')] : stop)
  const unmet = ['unmet_authentication_requirements', null]
  assert.deepEqual(errorAt(await browser.submit(page, 'sign-in', ADA)), unmet)
  await signInByPassword(poolhouse, browser)
  assert.deepEqual(errorAt(await goOnAsAda(browser, await beginAuthorize(browser, application, { acr_values: L4 }))), unmet)
  const fallsBack = await goOnAsAda(browser, await beginAuthorize(browser, application, { acr_values: `${L4} urn:cognito:loa:1` }))
  assert.equal((await claimsAt(poolhouse, fallsBack))['acr'], 'urn:cognito:loa:1', 'the next choice, which needs nothing more')
})

test('who came in by a mailed code adds the password; both pages lead there', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: firstFactors('EMAIL_OTP') })
  const { application, addUser, message } = poolhouse
  await addUser('ada@example.com')
  const browser = browserFor(application)
  const name = pageOf(await beginAuthorize(browser, application), 'sign-in')
  const choice = pageOf(await browser.submit(name, 'identify', { username: ADA.username }), 'choose-method')
  const code = pageOf(await browser.submit(choice, 'choose-method', { method: 'EMAIL_OTP' }), 'sign-in-code')
  assert.equal((await claimsAt(poolhouse, await browser.submit(code, 'sign-in-code', { code: (await message({ to: ADA.username })).code ?? '' })))['acr'], 'urn:cognito:loa:2')
  const missing = pageOf(await goOnAsAda(browser, await beginAuthorize(browser, application, { acr_values: L3 })), 'choose-method')
  assert.deepEqual([missing.view.username, missing.view.methods.map(({ method }) => method)], [ADA.username, ['PASSWORD']])
  assert.equal(summaryOf(await browser.submit(missing, 'choose-method', { method: 'PASSWORD', password: 'Wrong-Horse-9' })), 'wrong_credentials')
  const raised = await claimsAt(poolhouse, await browser.submit(missing, 'choose-method', { method: 'PASSWORD', password: PASSWORD }))
  assert.deepEqual([raised['acr'], raised['amr']], [L3, ['email_otp', 'pwd', 'mfa']])
})

test('a password is raised by a passkey where there is no second factor', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: firstFactors('WEB_AUTHN') })
  const { application, addUser, domain, stores, pool, clock } = poolhouse
  const user = await addUser('ada@example.com')
  const browser = browserFor(application)
  const name = pageOf(await beginAuthorize(browser, application), 'sign-in')
  const offer = await browser.submit(name, 'identify', ADA)
  codeOf(offer.kind === 'page' ? await browser.submit(offer, 'passkey-not-now') : offer)
  const party = await findRelyingParty(domain, pool) ?? assert.fail('no relying party')
  const device = new SoftwareAuthenticator({ origin: new URL(application.publicUrl).origin })
  device.belongTo(user.id)
  await stores.passkeys.addPasskey({
    poolId: pool.id, id: device.id, userId: user.id, publicKey: device.publicKey(), counter: 0, transports: [], aaguid: '00000000-0000-0000-0000-000000000000',
    name: 'Passkey', rpId: party.id, attachment: 'platform', backedUp: true, createdAt: clock.now(), lastUsedAt: null,
  }, 20)
  const page = pageOf(await goOnAsAda(browser, await beginAuthorize(browser, application, { acr_values: L3 })), 'use-passkey')
  const raised = await claimsAt(poolhouse, await browser.submit(page, 'use-passkey', { credential: device.get(JSON.parse(page.view.options) as RequestOptions) }))
  assert.deepEqual([raised['acr'], raised['amr']], [L3, ['pwd', 'swk', 'mfa']])
})
