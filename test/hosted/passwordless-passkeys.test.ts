import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { days, minutes } from '#src/contracts/duration.ts'
import { limitAttempt } from '#src/domain/attempts/limit-attempt.ts'
import { networkSubject } from '#src/domain/attempts/limit-network.ts'
import { LIMITS } from '#src/domain/attempts/limits.ts'
import { associateSoftwareToken } from '#src/domain/mfa/associate-software-token.ts'
import { setUserMfaPreference } from '#src/domain/mfa/set-user-mfa-preference.ts'
import { verifySoftwareToken } from '#src/domain/mfa/verify-software-token.ts'
import { decodeBase32 } from '#src/crypto/base32.ts'
import { hotp, timeStep } from '#src/crypto/totp.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { adminDisableUser } from '#src/domain/users/admin-enable-user.ts'
import { beginAuthorize, browserFor, exchangeCode, issuerOf } from '#test/drive/application.ts'
import { codeOf, type HostedBrowser, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { addPasskey, askForPasskey, firstFactors, signInByPasskey } from '#test/drive/passkeys.ts'
import { type Deviation, type RequestOptions, SoftwareAuthenticator } from '#test/passkeys/software-authenticator.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const TOKENS_ONLY = { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] } as const

/** A pool that takes passkeys; its client knows the plain sign-in page only, unless `choice`. */
const open = (t: TestContext, { settings = {}, choice = false }: { settings?: UserPoolSettingsInput; choice?: boolean } = {}): Promise<Poolhouse> =>
  openPoolhouse(t, { pool: { ...firstFactors('WEB_AUTHN'), ...settings }, ...(choice ? {} : { client: { ExplicitAuthFlows: [...TOKENS_ONLY.ExplicitAuthFlows] } }) })

const signInPage = async (browser: HostedBrowser, { application }: Poolhouse) => pageOf(await beginAuthorize(browser, application), 'sign-in')

/** Signs in by password in a browser that can make passkeys. */
const signInAble = async (browser: HostedBrowser, poolhouse: Poolhouse) => browser.submit(await signInPage(browser, poolhouse), 'sign-in', { ...ADA, passkeys: 'on' })

/** A user with a passkey that was made when it was offered. */
const enrolled = async (poolhouse: Poolhouse): Promise<SoftwareAuthenticator> => {
  const browser = browserFor(poolhouse.application)
  const offer = pageOf(await signInAble(browser, poolhouse), 'add-passkey')
  const { device, stop } = await addPasskey(browser, offer)
  codeOf(stop)
  return device
}

const claimsOf = (token = '') => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

test('a passkey signs in without a name, on the plain sign-in page too', async (t) => {
  const poolhouse = await open(t)
  const { application, addUser } = poolhouse
  await addUser(ADA.username)
  const device = await enrolled(poolhouse)
  const browser = browserFor(application)
  const page = await signInPage(browser, poolhouse)
  assert.deepEqual([page.view.identifierFirst, page.view.passkey], [undefined, {}])
  const { options, session } = await askForPasskey(browser, page, 'passkey-options')
  assert.deepEqual({ ...options, challenge: options.challenge.length }, { challenge: 43, timeout: 180_000, rpId: 'localhost', allowCredentials: [], userVerification: 'preferred' })
  const { body } = await exchangeCode(application, codeOf(await browser.submit(page, 'passkey-sign-in', { session, credential: device.get(options) })))
  const claims = claimsOf(body.id_token)
  assert.deepEqual([claims['email'], claims['amr']], [ADA.username, ['swk']])
  // Signed in by it, nobody is offered another; the next visit knows how.
  browser.plain.cookies.delete(`${application.poolId}.session /`)
  assert.deepEqual((await signInPage(browser, poolhouse)).view.passkey, { lastUsed: true })
})

test('WA-01 WA-03 WA-05 WA-06 a passkey of another origin or relying party, in a frame, without its user, or forged, signs nobody in', async (t) => {
  const poolhouse = await open(t, { settings: { WebAuthnConfiguration: { UserVerification: 'required' } } })
  const { application, addUser, url } = poolhouse
  await addUser(ADA.username)
  const device = await enrolled(poolhouse)
  const browser = browserFor(application)
  const page = await signInPage(browser, poolhouse)
  const deviations = [
    { origin: 'https://example.com' }, { origin: 'http://localhost.example.com' }, { origin: url.replace('http:', 'ftp:') }, { rpId: 'example.com' }, { crossOrigin: true },
    { topOrigin: url }, { type: 'webauthn.create' }, { challenge: 'AAAA' }, { flags: { uv: false } }, { flags: { up: false } },
    { userHandle: null }, { userHandle: Buffer.from('somebody else').toString('base64url') }, { tamper: () => Buffer.alloc(64) },
  ]
  for (const deviation of deviations) assert.equal(summaryOf(await signInByPasskey(browser, page, device, deviation)), 'passkey_refused', JSON.stringify(deviation))
  for (const credential of ['junk', '{}', '[]']) {
    const { session } = await askForPasskey(browser, page, 'passkey-options')
    assert.equal(summaryOf(await browser.submit(page, 'passkey-sign-in', { session, credential })), 'passkey_refused', credential)
  }
  assert.equal(summaryOf(await signInByPasskey(browser, page, device, { credentialId: Buffer.alloc(20, 7).toString('base64url') })), 'passkey_unknown')
  codeOf(await signInByPasskey(browser, page, device))
})

test('WA-02 a challenge of the page is good once, for five minutes, and for this pool\'s pages alone; of racing answers one signs in', async (t) => {
  const poolhouse = await open(t)
  const { application, addUser, clock } = poolhouse
  await addUser(ADA.username)
  const device = await enrolled(poolhouse)
  const browser = browserFor(application)
  const page = await signInPage(browser, poolhouse)
  const late = await askForPasskey(browser, page, 'passkey-options')
  clock.advance(minutes(5))
  assert.equal(summaryOf(await browser.submit(page, 'passkey-sign-in', { session: late.session, credential: device.get(late.options) })), 'page_expired')
  const { session, options } = await askForPasskey(browser, page, 'passkey-options')
  const other = await askForPasskey(browser, page, 'passkey-options')
  assert.equal(summaryOf(await browser.submit(page, 'passkey-sign-in', { session, credential: device.get(other.options) })), 'passkey_refused')
  assert.equal(summaryOf(await browser.submit(page, 'passkey-sign-in', { session, credential: device.get(options) })), 'page_expired')
  const credential = device.get(other.options)
  // Other browsers: this one would be let on by the session that the winner gave it.
  const racers = await Promise.all(Array.from({ length: 6 }, async () => {
    const racer = browserFor(application)
    return { racer, page: await signInPage(racer, poolhouse) }
  }))
  const stops = await Promise.all(racers.map((one) => one.racer.submit(one.page, 'passkey-sign-in', { session: other.session, credential })))
  assert.equal(stops.filter(({ kind }) => kind === 'application').length, 1)
})

test('the page\'s script is answered only for forms of this page and this browser', async (t) => {
  const poolhouse = await open(t)
  const { application, addUser } = poolhouse
  await addUser(ADA.username)
  const browser = browserFor(application)
  const page = await signInPage(browser, poolhouse)
  const refused = async (answer: Promise<{ status: number }>) => (await answer).status
  assert.equal(await refused(askForPasskey(browser, page, 'passkey-options', { csrf: 'forged.token' })), 403)
  assert.equal(await refused(askForPasskey(browserFor(application), page, 'passkey-options')), 403)
  // Nobody has signed in yet: there is nobody to make a passkey for.
  assert.equal(await refused(askForPasskey(browser, page, 'passkey-creation')), 409)
  const foreign = await fetch(`${issuerOf(application)}/hosted/passkey-options`, { method: 'POST', headers: { origin: 'https://evil.example.com' }, body: new URLSearchParams({ csrf: page.view.frame.form.csrf, uid: page.view.frame.form.uid ?? '' }) })
  assert.equal(foreign.status, 403)
})

test('a passkey is offered after a password to browsers that could make one; "not now" counts for thirty days', async (t) => {
  const poolhouse = await open(t)
  const { application, addUser, clock } = poolhouse
  await addUser(ADA.username)
  const unable = browserFor(application)
  codeOf(await unable.submit(await signInPage(unable, poolhouse), 'sign-in', ADA))
  const browser = browserFor(application)
  const offer = pageOf(await signInAble(browser, poolhouse), 'add-passkey')
  assert.deepEqual([offer.view.account, offer.view.passkeys, offer.view.mayAdd, offer.view.offered], [ADA.username, [], true, true])
  codeOf(await browser.submit(offer, 'passkey-not-now'))
  codeOf(await signInAble(browserFor(application), poolhouse))
  clock.advance(days(31))
  const again = browserFor(application)
  const { stop } = await addPasskey(again, pageOf(await signInAble(again, poolhouse), 'add-passkey'))
  codeOf(stop)
  codeOf(await signInAble(browserFor(application), poolhouse))
})

test('what a device answers is refused where it is no passkey, and the page stays', async (t) => {
  const poolhouse = await open(t)
  const { application, addUser, findUser, domain } = poolhouse
  await addUser(ADA.username)
  const browser = browserFor(application)
  const offer = pageOf(await signInAble(browser, poolhouse), 'add-passkey')
  for (const credential of ['junk', '{}']) assert.equal(summaryOf(await browser.submit(offer, 'passkey-add', { credential })), 'passkey_not_added')
  const used = await addPasskey(browser, offer)
  codeOf(used.stop)
  assert.deepEqual((await domain.passkeys.passkeysOfUser((await findUser(ADA.username)).id)).map(({ name }) => name), ['Google Password Manager'])
})

test('whoever says who they are may choose the passkey; one that is not theirs leads back to the choice', async (t) => {
  const poolhouse = await open(t, { choice: true })
  const { application, addUser } = poolhouse
  await addUser(ADA.username)
  await addUser('bob@example.com')
  const identify = async (username: string, fields: Record<string, string> = {}) => {
    const browser = browserFor(application)
    return { browser, stop: await browser.submit(await signInPage(browser, poolhouse), 'identify', { username, ...fields }) }
  }
  const enrol = async (username: string) => {
    const { browser, stop } = await identify(username, { password: PASSWORD, passkeys: 'on' })
    return addPasskey(browser, pageOf(stop, 'add-passkey'))
  }
  const { device } = await enrol(ADA.username)
  const { device: bobs } = await enrol('bob@example.com')
  const { browser, stop } = await identify(ADA.username)
  const choice = pageOf(stop, 'choose-method')
  assert.deepEqual(choice.view.methods.map(({ method }) => method), ['PASSWORD', 'WEB_AUTHN'])
  const asked = pageOf(await browser.submit(choice, 'choose-method', { method: 'WEB_AUTHN' }), 'use-passkey')
  assert.equal(summaryOf(await browser.submit(asked, 'use-passkey', { credential: bobs.get(asked.view.options) })), 'passkey_refused')
  const once = pageOf(await browser.submit(choice, 'choose-method', { method: 'WEB_AUTHN' }), 'use-passkey')
  codeOf(await browser.submit(once, 'use-passkey', { credential: device.get(once.view.options) }))
})

test('CR-12 a passkey counts for both factors only where the pool says so; else the second one is asked for', async (t) => {
  const single = await open(t)
  const user = await single.addUser(ADA.username)
  const device = await enrolled(single)
  const { domain, application, clock, stores } = single
  const configure = async (settings: Partial<UserPool['settings']>): Promise<UserPool> => {
    const now = (await stores.userPools.findPool(single.pool.id)) ?? assert.fail()
    return stores.userPools.updatePool({ ...now, settings: { ...now.settings, ...settings } })
  }
  const pool = await configure({ MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } })
  const { secretCode } = await associateSoftwareToken(domain, { pool, user })
  await verifySoftwareToken(domain, { pool, user: await single.findUser(user.id), userCode: hotp(decodeBase32(secretCode), timeStep(clock.now())), friendlyName: null })
  await setUserMfaPreference(domain, { pool, user: await single.findUser(user.id), by: 'user', SoftwareTokenMfaSettings: { Enabled: true } })
  const browser = browserFor(application)
  pageOf(await signInByPasskey(browser, await signInPage(browser, single), device), 'mfa-code')

  await configure({ MfaConfiguration: 'ON', WebAuthnConfiguration: { UserVerification: 'required', FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION' } })
  const both = browserFor(application)
  const { body } = await exchangeCode(application, codeOf(await signInByPasskey(both, await signInPage(both, single), device)))
  assert.deepEqual(claimsOf(body.id_token)['amr'], ['swk', 'mfa'])

  await configure({ WebAuthnConfiguration: { UserVerification: 'required', FactorConfiguration: 'SINGLE_FACTOR' } })
  const third = browserFor(application)
  const page = await signInPage(third, single)
  assert.equal(page.view.passkey, undefined)
  assert.equal((await askForPasskey(third, page, 'passkey-options')).status, 409)
})

test('an application that asks for a level gets it by a passkey, and is told where its user cannot reach it', async (t) => {
  const poolhouse = await open(t)
  const { application, addUser } = poolhouse
  await addUser(ADA.username)
  const device = await enrolled(poolhouse)
  const arrive = async (acr_values: string) => {
    const browser = browserFor(application)
    return signInByPasskey(browser, pageOf(await beginAuthorize(browser, application, { acr_values }), 'sign-in'), device)
  }
  const { body } = await exchangeCode(application, codeOf(await arrive('urn:cognito:loa:3')))
  assert.equal(claimsOf(body.id_token)['acr'], 'urn:cognito:loa:3')
  const unmet = await arrive('urn:cognito:loa:4')
  assert.equal(unmet.kind === 'application' && unmet.location.searchParams.get('error'), 'unmet_authentication_requirements')
})

test('a disabled user, and a passkey that was removed, get nowhere', async (t) => {
  const poolhouse = await open(t)
  const { application, addUser, domain, pool } = poolhouse
  const user = await addUser(ADA.username)
  const device = await enrolled(poolhouse)
  const browser = browserFor(application)
  const page = await signInPage(browser, poolhouse)
  const before = await askForPasskey(browser, page, 'passkey-options')
  await adminDisableUser(domain, { pool, username: user.id })
  assert.equal(summaryOf(await browser.submit(page, 'passkey-sign-in', { session: before.session, credential: device.get(before.options) })), 'user_disabled')
  await domain.passkeys.deletePasskey({ poolId: pool.id, userId: user.id, id: device.id, keepLast: false })
  const stop = pageOf(await signInByPasskey(browser, page, device), 'sign-in')
  assert.equal(summaryOf(stop), 'passkey_unknown')
  // Below a shared host it might be a good passkey of another pool: nobody is told to forget it.
  assert.deepEqual(stop.view.passkey, {})
})

test('WA-01 WA-02 WA-03 WA-05 WA-06 the pages take no passkey of another origin, without its user, twice, late, or of unknown kind', async (t) => {
  const poolhouse = await open(t, { settings: { WebAuthnConfiguration: { UserVerification: 'required' } } })
  const { application, addUser, findUser, clock, domain } = poolhouse
  await addUser(ADA.username)
  await addUser('bob@example.com')
  const browser = browserFor(application)
  const offer = pageOf(await signInAble(browser, poolhouse), 'add-passkey')
  const make = async (deviation: Deviation, wait = 0) => {
    const device = new SoftwareAuthenticator({ origin: new URL(offer.url).origin })
    const { options } = await askForPasskey(browser, offer, 'passkey-creation')
    clock.advance(wait)
    const credential = JSON.stringify(device.create(options, deviation))
    return { device, credential, stop: await browser.submit(offer, 'passkey-add', { credential }) }
  }
  const deviations: Deviation[] = [
    { origin: 'https://example.com' }, { crossOrigin: true }, { topOrigin: application.publicUrl }, { rpId: 'example.com' }, { challenge: 'AAAA' }, { type: 'webauthn.get' },
    { flags: { up: false } }, { flags: { uv: false } }, { alg: -8 }, { format: 'tpm' }, { tamper: (bytes) => Buffer.concat([bytes, Buffer.from([0xa0])]) }, { tamper: () => Buffer.alloc(20_000) },
  ]
  for (const deviation of deviations) assert.equal(summaryOf((await make(deviation)).stop), 'passkey_not_added', JSON.stringify(deviation))
  assert.equal(summaryOf((await make({}, minutes(5))).stop), 'passkey_not_added')
  const { id } = await findUser(ADA.username)
  assert.deepEqual(await domain.passkeys.passkeysOfUser(id), [])
  const made = await make({})
  codeOf(made.stop)
  const bobs = browserFor(application)
  const other = pageOf(await bobs.submit(await signInPage(bobs, poolhouse), 'sign-in', { ...ADA, username: 'bob@example.com', passkeys: 'on' }), 'add-passkey')
  assert.equal(summaryOf(await bobs.submit(other, 'passkey-add', { credential: made.credential })), 'passkey_not_added')
  const { options } = await askForPasskey(bobs, other, 'passkey-creation')
  const taken = new SoftwareAuthenticator({ origin: application.publicUrl }).create(options, { credentialId: made.device.id })
  assert.equal(summaryOf(await bobs.submit(other, 'passkey-add', { credential: JSON.stringify(taken) })), 'passkey_not_added')
})

test('WA-04 a signature counter that goes back or stands still signs nobody in', async (t) => {
  const poolhouse = await open(t)
  const { application, addUser } = poolhouse
  await addUser(ADA.username)
  const device = await enrolled(poolhouse)
  const arrive = async (counter: number) => {
    const browser = browserFor(application)
    return signInByPasskey(browser, await signInPage(browser, poolhouse), device, { counter })
  }
  codeOf(await arrive(9))
  for (const counter of [9, 8, 0]) assert.equal(summaryOf(await arrive(counter)), 'passkey_refused', String(counter))
  codeOf(await arrive(10))
})

test('WA-08 names that nobody has are asked for passkeys like users, for the same one each time, and none is believed', async (t) => {
  const poolhouse = await open(t, { choice: true })
  const { application, addUser } = poolhouse
  await addUser(ADA.username)
  const ask = async (username: string) => {
    const browser = browserFor(application)
    const choice = pageOf(await browser.submit(await signInPage(browser, poolhouse), 'identify', { username }), 'choose-method')
    if (!choice.view.methods.some(({ method }) => method === 'WEB_AUTHN')) return null
    const page = pageOf(await browser.submit(choice, 'choose-method', { method: 'WEB_AUTHN' }), 'use-passkey')
    return { browser, page, options: JSON.parse(page.view.options) as RequestOptions }
  }
  const names = Array.from({ length: 20 }, (_, n) => `nobody-${n}@example.com`)
  const asked = await Promise.all(names.map(ask))
  const at = asked.findIndex((one) => one !== null)
  const [first, again] = [asked[at], await ask(names[at] ?? '')]
  if (first == null || again === null) return assert.fail('somebody who is not there seems to have a passkey')
  assert.deepEqual(first.options.allowCredentials, again.options.allowCredentials)
  assert.notEqual(first.options.challenge, again.options.challenge)
  const device = new SoftwareAuthenticator({ origin: application.publicUrl })
  const credential = device.get(again.options, { credentialId: again.options.allowCredentials[0]?.id ?? '' })
  assert.equal(summaryOf(await again.browser.submit(again.page, 'use-passkey', { credential })), 'passkey_refused')
})

test('challenges for passkeys are limited by network: one that asks on and on gets none, others do', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: firstFactors('WEB_AUTHN'), client: { ExplicitAuthFlows: [...TOKENS_ONLY.ExplicitAuthFlows] }, variables: { TRUST_PROXY: '127.0.0.1/32' } })
  const { application, domain, pool, client, clock } = poolhouse
  const subject = networkSubject(domain, { pool, client, wire: 'hosted', address: '203.0.113.7' }) ?? assert.fail()
  for (let n = 1; n < LIMITS['passkey-options'].limit; n++) await limitAttempt(domain, 'passkey-options', subject)
  const flooding = browserFor(application, { address: '203.0.113.7' })
  const page = await signInPage(flooding, poolhouse)
  assert.equal((await askForPasskey(flooding, page, 'passkey-options')).status, 200)
  assert.equal((await askForPasskey(flooding, page, 'passkey-options')).status, 409)
  const other = browserFor(application, { address: '203.0.113.8' })
  assert.equal((await askForPasskey(other, await signInPage(other, poolhouse), 'passkey-options')).status, 200)
  clock.advance(minutes(10))
  assert.equal((await askForPasskey(flooding, page, 'passkey-options')).status, 200)
})
