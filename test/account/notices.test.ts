import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days } from '#src/contracts/duration.ts'
import { NOTICE_KINDS } from '#src/domain/notices/notice-kind.ts'
import { updateUserPool } from '#src/domain/user-pools/update-user-pool.ts'
import { createSdk, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { signInToAccount } from '#test/drive/account.ts'
import { browserFor, logIn, refresh, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { noticeLink, noticesTo } from './inbox.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const NEXT = 'Another-Horse-10'
const API_ONLY = { AllowedOAuthFlowsUserPoolClient: false, AllowedOAuthFlows: [], AllowedOAuthScopes: [], CallbackURLs: [] }

const changeByApi = async (t: Parameters<typeof openPoolhouse>[0], { url, client }: Poolhouse): Promise<void> => {
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  const { AuthenticationResult } = await sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: ADA.username, PASSWORD } })
  await sdk.changePassword({ AccessToken: AuthenticationResult?.AccessToken, PreviousPassword: PASSWORD, ProposedPassword: NEXT })
}

test('people of the hosted pages are told, whichever way it was done; people of the API alone are not, unless the pool says so', async (t) => {
  for (const [name, settings, client, told] of [
    ['an app with hosted pages', {}, {}, true],
    ['an app of the API alone', {}, API_ONLY, false],
    ['switched on', { Poolhouse: { notices: { passwordChanged: true } } }, API_ONLY, true],
    ['switched off', { Poolhouse: { notices: { passwordChanged: false } } }, {}, false],
    ['another one switched off', { Poolhouse: { notices: { emailChanged: false } } }, {}, true],
  ] as const) {
    const poolhouse = await openPoolhouse(t, { pool: settings, client })
    await poolhouse.addUser(ADA.username)
    await changeByApi(t, poolhouse)
    assert.deepEqual(await noticesTo(poolhouse, ADA.username), told ? ['The password of your account at people was changed.'] : [], name)
  }
})

test('operators, and who has no proven address, cause no mail; an update of the pool keeps what it says of notices', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { Poolhouse: { notices: { passwordChanged: true } } } })
  const { domain, pool, url, addUser } = poolhouse
  await addUser(ADA.username)
  await addUser('bea@example.com', { email_verified: 'false' })
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  await sdk.adminSetUserPassword({ UserPoolId: pool.id, Username: ADA.username, Password: NEXT, Permanent: true })
  await sdk.adminUpdateUserAttributes({ UserPoolId: pool.id, Username: ADA.username, UserAttributes: [{ Name: 'email', Value: 'eve@example.com' }, { Name: 'email_verified', Value: 'true' }] })
  assert.deepEqual(await noticesTo(poolhouse, ADA.username), [])
  const updated = await updateUserPool(domain, { UserPoolId: pool.id })
  assert.deepEqual(updated.settings.Poolhouse.notices, { passwordChanged: true })
  assert.deepEqual(NOTICE_KINDS.length, new Set(NOTICE_KINDS).size)
})

test('a notice says what, when and where, from whom; its page is opened any number of times and changes nothing', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { application, addUser, message } = poolhouse
  await addUser(ADA.username)
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-password', '/password')
  pageOf(await browser.submit(page, 'account-password', { current: PASSWORD, password: NEXT }), 'account-security')
  const mail = await message({ to: ADA.username, purpose: 'account-notice' })
  assert.equal(mail.subject, 'Your password for people was changed')
  assert.match(mail.text, /When: .* UTC\n/)
  assert.match(mail.text, /Network address: 127\.0\.0\.1/)
  assert.ok(!/https?:\/\/(?!localhost)/.test(mail.html ?? ''), 'nothing is loaded from elsewhere')
  const link = mail.link ?? assert.fail()
  const reader = browserFor(application)
  for (let round = 0; round < 3; round++) {
    assert.equal((await fetch(link, { method: 'HEAD' })).status, 200)
    assert.deepEqual(pageOf(await reader.open(link), 'not-me').view.step, { state: 'ready', kind: 'passwordChanged', link: new URL(link).searchParams.get('link') })
  }
  codeOf(await signInHosted(browserFor(application), application, { ...ADA, password: NEXT }))
})

test('"this was not me" ends every session on both wires, and the password opens nothing until it is reset by mail', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { application, addUser, url, client, message, findUser } = poolhouse
  await addUser(ADA.username)
  const hosted = await logIn(browserFor(application), application, ADA)
  await changeByApi(t, poolhouse)
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  const signIn = () => sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: ADA.username, PASSWORD: NEXT } })
  const { AuthenticationResult } = await signIn()
  const reader = browserFor(application)
  const link = await noticeLink(poolhouse, ADA.username)
  const page = pageOf(await reader.open(link), 'not-me')
  const pressed = { link: new URL(link).searchParams.get('link') ?? '' }
  const done = pageOf(await reader.submit(page, 'not-me', pressed), 'not-me')
  assert.deepEqual(done.view.step, { state: 'done', outcome: 'reset' })
  assert.equal((await refresh(application, hosted.refresh_token)).status, 400)
  assert.equal((await refusalOf(sdk.getUser({ AccessToken: AuthenticationResult?.AccessToken }))).name, 'NotAuthorizedException')
  assert.equal((await refusalOf(signIn())).name, 'PasswordResetRequiredException')
  assert.equal(summaryOf(await signInHosted(browserFor(application), application, { ...ADA, password: NEXT })), 'password_reset_required')
  assert.deepEqual(pageOf(await reader.submit(page, 'not-me', pressed), 'not-me').view.step, { state: 'spent' })
  await sdk.forgotPassword({ ClientId: client.id, Username: ADA.username })
  await sdk.confirmForgotPassword({ ClientId: client.id, Username: ADA.username, ConfirmationCode: (await message({ to: ADA.username })).code ?? '', Password: PASSWORD })
  codeOf(await signInHosted(browserFor(application), application, ADA))
  assert.equal((await findUser(ADA.username)).status, 'CONFIRMED')
})

test('a stolen address comes back to its owner with the name, and what the thief added since goes; the thief has no way to answer', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', EmailMfaConfiguration: {}, SoftwareTokenMfaConfiguration: { Enabled: true }, UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } } })
  const { application, addUser, url, client, message, findUser, domain, pool } = poolhouse
  const { id } = await addUser(ADA.username)
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  const { AuthenticationResult } = await sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: ADA.username, PASSWORD } })
  const AccessToken = AuthenticationResult?.AccessToken ?? assert.fail()
  const moveTo = async (Value: string) => {
    await sdk.updateUserAttributes({ AccessToken, UserAttributes: [{ Name: 'email', Value }] })
    await sdk.verifyUserAttribute({ AccessToken, AttributeName: 'email', Code: (await message({ to: Value })).code ?? '' })
  }
  await moveTo('eve@example.com')
  const link = await noticeLink(poolhouse, ADA.username)
  // The thief covers the tracks, and takes the name that was given up.
  await moveTo('mallory@example.com')
  await sdk.setUserMFAPreference({ AccessToken, EmailMfaSettings: { Enabled: true, PreferredMfa: true } })
  await sdk.signUp({ ClientId: client.id, Username: ADA.username, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: ADA.username }] })
  assert.deepEqual((await noticesTo(poolhouse, 'eve@example.com')).length, 1)
  assert.equal((await message({ to: 'eve@example.com', purpose: 'account-notice' })).link, null, 'the second holder is told without a link')
  const reader = browserFor(application)
  const page = pageOf(await reader.open(link), 'not-me')
  const done = pageOf(await reader.submit(page, 'not-me', { link: new URL(link).searchParams.get('link') ?? '' }), 'not-me')
  assert.deepEqual(done.view.step, { state: 'done', outcome: 'reset' })
  const user = await findUser(ADA.username)
  assert.deepEqual([user.id, user.attributes['email'], user.attributes['email_verified'], user.mfa, user.pendingAttributes], [id, ADA.username, 'true', { enabled: [], preferred: null }, {}])
  // What the thief's own mailbox was sent answers nothing any more.
  const thiefs = await message({ to: 'mallory@example.com', purpose: 'account-notice' })
  assert.equal(pageOf(await reader.open(thiefs.link ?? assert.fail()), 'not-me').view.step.state, 'spent')
  assert.deepEqual(await domain.noticeLinks.takeLink(pool.id, 'x', domain.clock.now()), [])
})

test('a link is over after seven days', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { application, addUser, clock } = poolhouse
  await addUser(ADA.username)
  await changeByApi(t, poolhouse)
  const link = await noticeLink(poolhouse, ADA.username)
  const reader = browserFor(application)
  const page = pageOf(await reader.open(link), 'not-me')
  clock.advance(days(7))
  assert.equal(pageOf(await reader.open(link), 'not-me').view.step.state, 'spent')
  assert.equal(pageOf(await reader.submit(page, 'not-me', { link: new URL(link).searchParams.get('link') ?? '' }), 'not-me').view.step.state, 'spent')
  codeOf(await signInHosted(browserFor(application), application, { ...ADA, password: NEXT }))
})

test('a sign-in in a new browser is told of where device or address are new too; a known browser and the first one are not', async (t) => {
  const poolhouse = await openPoolhouse(t, { variables: { TRUST_PROXY: '127.0.0.1/32' } })
  const { application, addUser } = poolhouse
  await addUser(ADA.username)
  const told = () => noticesTo(poolhouse, ADA.username).then((subjects) => subjects.length)
  const home = browserFor(application, { address: '203.0.113.7' })
  await logIn(home, application, ADA)
  assert.equal(await told(), 0, 'the first')
  await logIn(browserFor(application, { address: '203.0.113.7' }), application, ADA)
  assert.equal(await told(), 0, 'another browser in the same place')
  const moved = browserFor(application, { address: '198.51.100.9', copied: home })
  const again = await signInToAccount(moved, application, ADA, 'account').catch(() => null)
  assert.ok(again === null || again.view.screen === 'account')
  assert.equal(await told(), 0, 'the known browser elsewhere')
  await logIn(browserFor(application, { address: '192.0.2.44' }), application, ADA)
  // Told after the events are written, by the same process.
  const { text } = await poolhouse.message({ to: ADA.username, purpose: 'account-notice' })
  assert.match(text, /from a browser or place that was not seen there before/)
  assert.match(text, /Network address: 192\.0\.2\.44/)
})

test('who switches something on and off again floods no mailbox, and hides no other change by it', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true }, EmailMfaConfiguration: {} } })
  const { url, client, addUser } = poolhouse
  await addUser(ADA.username)
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  const { AuthenticationResult } = await sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: ADA.username, PASSWORD } })
  const AccessToken = AuthenticationResult?.AccessToken ?? assert.fail()
  for (let round = 0; round < 13; round++) for (const Enabled of [true, false]) await sdk.setUserMFAPreference({ AccessToken, EmailMfaSettings: { Enabled } })
  await sdk.changePassword({ AccessToken, PreviousPassword: PASSWORD, ProposedPassword: NEXT })
  const told = await noticesTo(poolhouse, ADA.username)
  assert.equal(told.length, 21)
  assert.equal(told.at(-1), 'The password of your account at people was changed.')
})
