import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { setUserMfaPreference } from '#src/domain/mfa/set-user-mfa-preference.ts'
import { makeRecoveryCodes } from '#src/domain/recovery-codes/make-recovery-codes.ts'
import type { Passkey } from '#src/domain/passkeys/passkey.ts'
import { setUserPoolMfaConfig } from '#src/domain/user-pools/set-user-pool-mfa-config.ts'
import { updateUserPool } from '#src/domain/user-pools/update-user-pool.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { openAccountPage, signInToAccount } from '#test/drive/account.ts'
import { browserFor, issuerOf, logIn, refresh, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { authenticatorOf, giveAuthenticator, wrongCode } from '#test/drive/second-factors.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const NEXT = 'Another-Horse-10'
const MFA = { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true }, EmailMfaConfiguration: {} } as const
const PASSKEYS: UserPoolSettingsInput = { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } }, WebAuthnConfiguration: { RelyingPartyId: 'example.com' } }

const addPasskey = ({ domain, pool }: Poolhouse, userId: string, id: string): Promise<void> => {
  const passkey: Passkey = {
    poolId: pool.id, id, userId, publicKey: new Uint8Array([1]), counter: 0, transports: [], aaguid: '00000000-0000-0000-0000-000000000000', name: `Key ${id}`,
    rpId: 'example.com', attachment: null, backedUp: true, createdAt: domain.clock.now(), lastUsedAt: null,
  }
  return domain.passkeys.addPasskey(passkey, 20)
}

test('the password is changed by the present one, and other sessions end with it if asked to', async (t) => {
  const { application, addUser } = await openPoolhouse(t)
  await addUser(ADA.username)
  const elsewhere = await logIn(browserFor(application), application, ADA)
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-password', '/password')
  assert.equal(page.view.hasPassword, true)
  const wrong = pageOf(await browser.submit(page, 'account-password', { current: 'Wrong-Horse-1', password: NEXT }), 'account-password')
  assert.deepEqual(wrong.view.frame.fieldErrors, { current: { code: 'wrong_password' } })
  assert.equal(wrong.view.endOthers.checked, false)
  const none = pageOf(await browser.submit(page, 'account-password', { password: NEXT }), 'account-password')
  assert.deepEqual(none.view.frame.fieldErrors, { current: { code: 'required' } })
  assert.equal(summaryOf(await browser.submit(page, 'account-password', { current: PASSWORD, password: 'short' })), 'password_policy')
  const done = pageOf(await browser.submit(page, 'account-password', { current: PASSWORD, password: NEXT, end_others: 'on' }), 'account-security')
  assert.equal(done.view.frame.notice?.code, 'account_password_changed')
  pageOf(await openAccountPage(browser, application), 'account')
  assert.equal((await refresh(application, elsewhere.refresh_token)).status, 400)
  codeOf(await signInHosted(browserFor(application), application, { ...ADA, password: NEXT }))
})

test('guesses at the present password are limited, also in parallel', async (t) => {
  const { application, addUser, clock } = await openPoolhouse(t)
  clock.hold()
  await addUser(ADA.username)
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-password', '/password')
  await Promise.all(Array.from({ length: 8 }, (_, n) => browser.submit(page, 'account-password', { current: `Wrong-Horse-${n}`, password: NEXT })))
  assert.equal(summaryOf(await browser.submit(page, 'account-password', { current: PASSWORD, password: NEXT })), 'too_many_attempts')
})

test('an authenticator is set up, preferred, replaced and removed', async (t) => {
  const { application, addUser, findUser, clock, domain, pool, message } = await openPoolhouse(t, { pool: MFA })
  await addUser(ADA.username)
  const browser = browserFor(application)
  const security = await signInToAccount(browser, application, ADA, 'account-security', '/security')
  assert.deepEqual(security.view.secondFactors?.list.map(({ factor, on }) => [factor, on]), [['SOFTWARE_TOKEN_MFA', false], ['EMAIL_OTP', false]])
  assert.equal(security.view.recoveryCodes, undefined)
  // Nothing to show before it was begun.
  pageOf(await openAccountPage(browser, application, '/authenticator'), 'account-security')
  const setUp = pageOf(await browser.submit(security, 'account-authenticator-start'), 'account-authenticator')
  assert.match(setUp.view.href, /^otpauth:\/\/totp\/people%3Aada%40example\.com\?secret=[A-Z2-7]{32}&issuer=people$/)
  const authenticator = authenticatorOf({ clock }, setUp.view.key)
  const wrong = pageOf(await browser.submit(setUp, 'account-authenticator', { code: wrongCode(authenticator), device_name: 'Phone' }), 'account-authenticator')
  assert.deepEqual([wrong.view.key, wrong.view.deviceName, wrong.view.frame.summary?.code], [setUp.view.key, 'Phone', 'app_code_mismatch'])
  const codes = pageOf(await browser.submit(wrong, 'account-authenticator', { code: authenticator.code(), device_name: 'Phone' }), 'account-recovery-codes')
  assert.deepEqual([codes.view.codes.length, codes.view.frame.notice?.code], [10, 'account_factor_on'])
  const on = pageOf(await openAccountPage(browser, application, '/security'), 'account-security')
  assert.deepEqual(on.view.secondFactors?.list[0], { factor: 'SOFTWARE_TOKEN_MFA', on: true, preferred: false, detail: 'Phone' })
  assert.equal(on.view.recoveryCodes?.left, 10)
  const email = pageOf(await browser.submit(on, 'account-factor', { factor: 'EMAIL_OTP', change: 'on' }), 'account-security')
  const preferred = pageOf(await browser.submit(email, 'account-factor', { factor: 'EMAIL_OTP', change: 'prefer' }), 'account-security')
  assert.deepEqual(preferred.view.secondFactors?.list.map(({ on: isOn, preferred: first }) => [isOn, first]), [[true, false], [true, true]])

  await setUserPoolMfaConfig(domain, { UserPoolId: pool.id, ...MFA, MfaConfiguration: 'ON' })
  // One factor was enough for this session; now it is not, here as in any application.
  clock.advance(minutes(1))
  const enter = pageOf(await browser.submit(pageOf(await openAccountPage(browser, application, '/security'), 'sign-in'), 'sign-in', ADA), 'mfa-code')
  const { code: mailed } = await message({ to: ADA.username })
  pageOf(await browser.submit(enter, 'mfa-code', { code: mailed ?? '' }), 'account-security')
  pageOf(await browser.submit(preferred, 'account-factor', { factor: 'EMAIL_OTP', change: 'off' }), 'account-security')
  const last = pageOf(await browser.submit(preferred, 'account-factor', { factor: 'SOFTWARE_TOKEN_MFA', change: 'off' }), 'account-security')
  assert.equal(last.view.frame.summary?.code, 'last_factor')
  await setUserPoolMfaConfig(domain, { UserPoolId: pool.id, ...MFA })
  const off = pageOf(await browser.submit(last, 'account-factor', { factor: 'SOFTWARE_TOKEN_MFA', change: 'off' }), 'account-security')
  assert.deepEqual(off.view.secondFactors?.list[0], { factor: 'SOFTWARE_TOKEN_MFA', on: false, preferred: false })
  assert.equal(await domain.softwareTokens.findSoftwareToken((await findUser(ADA.username)).id), null)
})

test('every change of the ways to sign in asks for a sign-in of the last minutes', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { ...MFA, ...PASSKEYS } })
  const { application, addUser, clock, domain, findUser } = poolhouse
  const { id } = await addUser(ADA.username)
  await addPasskey(poolhouse, id, 'AAAA')
  const browser = browserFor(application)
  const security = await signInToAccount(browser, application, ADA, 'account-security', '/security')
  clock.advance(minutes(6))
  const forms = [
    ['account-authenticator-start', {}], ['account-factor', { factor: 'EMAIL_OTP', change: 'on' }], ['account-passkey', { passkey: 'AAAA', change: 'remove' }],
    ['account-passkey', { passkey: 'AAAA', change: 'rename', passkey_name: 'Mine' }], ['account-recovery-codes', {}], ['account-password', { current: PASSWORD, password: NEXT }],
    ['account-authenticator', { code: '123456' }], ['account-contact-code', { attribute: 'email', code: '123456' }],
  ] as const
  for (const [form, fields] of forms) pageOf(await browser.submit(security, form, fields), 'sign-in')
  assert.deepEqual((await findUser(ADA.username)).mfa.enabled, [])
  assert.deepEqual((await domain.passkeys.passkeysOfUser(id)).map(({ name }) => name), ['Key AAAA'])
  for (const path of ['/password', '/email', '/authenticator', '/recovery-codes']) pageOf(await openAccountPage(browser, application, path), 'sign-in')
})

test('passkeys are renamed and removed, and somebody else’s are as if they were not there', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: PASSKEYS })
  const { application, addUser, domain } = poolhouse
  const ada = await addUser(ADA.username)
  const bob = await addUser('bob@example.com')
  await addPasskey(poolhouse, ada.id, 'AAAA')
  await addPasskey(poolhouse, ada.id, 'BBBB')
  await addPasskey(poolhouse, bob.id, 'CCCC')
  const browser = browserFor(application)
  const security = await signInToAccount(browser, application, ADA, 'account-security', '/security')
  assert.deepEqual(security.view.passkeys?.list.map(({ id }) => id), ['AAAA', 'BBBB'])
  assert.equal(security.view.passkeys?.addHref, `/${application.poolId}/passkeys/add`)
  const renamed = pageOf(await browser.submit(security, 'account-passkey', { passkey: 'AAAA', change: 'rename', passkey_name: ' My phone ' }), 'account-security')
  assert.deepEqual(renamed.view.passkeys?.list.map(({ name }) => name), ['My phone', 'Key BBBB'])
  const emptied = pageOf(await browser.submit(security, 'account-passkey', { passkey: 'AAAA', change: 'rename', passkey_name: '' }), 'account-security')
  assert.equal(emptied.view.passkeys?.list[0]?.name, 'My phone')
  for (const change of ['rename', 'remove']) {
    assert.equal(summaryOf(await browser.submit(security, 'account-passkey', { passkey: 'CCCC', change, passkey_name: 'Mine' })), 'gone')
    assert.equal(summaryOf(await browser.submit(security, 'account-passkey', { passkey: 'nobody', change, passkey_name: 'Mine' })), 'gone')
  }
  assert.deepEqual((await domain.passkeys.passkeysOfUser(bob.id)).map(({ name }) => name), ['Key CCCC'])
  const removed = pageOf(await browser.submit(security, 'account-passkey', { passkey: 'BBBB', change: 'remove' }), 'account-security')
  assert.deepEqual(removed.view.passkeys?.list.map(({ id }) => id), ['AAAA'])
  // There is a password still.
  pageOf(await browser.submit(security, 'account-passkey', { passkey: 'AAAA', change: 'remove' }), 'account-security')
  assert.deepEqual(await domain.passkeys.passkeysOfUser(ada.id), [])
})

test('WA-07 the last way in stays, also of racing removals', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: PASSKEYS })
  const { application, addUser, domain, pool } = poolhouse
  const ada = await addUser(ADA.username)
  const browser = browserFor(application)
  const security = await signInToAccount(browser, application, ADA, 'account-security', '/security')
  await addPasskey(poolhouse, ada.id, 'AAAA')
  await addPasskey(poolhouse, ada.id, 'BBBB')
  // From here on passwords let nobody in: the passkeys are all there is.
  await updateUserPool(domain, { UserPoolId: pool.id, AutoVerifiedAttributes: ['email'], Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['WEB_AUTHN'] } } })
  const outcomes = await Promise.all(['AAAA', 'BBBB'].map((passkey) => browser.submit(security, 'account-passkey', { passkey, change: 'remove' })))
  assert.equal(outcomes.filter((stop) => summaryOf(stop) === 'last_way_in').length, 1)
  assert.equal((await domain.passkeys.passkeysOfUser(ada.id)).length, 1)
})

test('WA-07 the last passkey stays where it is the second factor and one is demanded, also of racing removals', async (t) => {
  const WebAuthnConfiguration = { RelyingPartyId: 'example.com', FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION', UserVerification: 'required' } as const
  const poolhouse = await openPoolhouse(t, { pool: { ...MFA, ...PASSKEYS, MfaConfiguration: 'ON', WebAuthnConfiguration } })
  const { application, addUser, findUser, domain, stores } = poolhouse
  const ada = await addUser(ADA.username)
  const authenticator = await giveAuthenticator(poolhouse, ada)
  const browser = browserFor(application)
  const enter = pageOf(await browser.submit(pageOf(await openAccountPage(browser, application, '/security'), 'sign-in'), 'sign-in', ADA), 'mfa-code')
  const security = pageOf(await browser.submit(enter, 'mfa-code', { code: authenticator.code() }), 'account-security')
  await addPasskey(poolhouse, ada.id, 'AAAA')
  await addPasskey(poolhouse, ada.id, 'BBBB')
  await stores.users.updateUser({ ...(await findUser(ADA.username)), mfa: { enabled: ['WEB_AUTHN_MFA'], preferred: null } })
  const outcomes = await Promise.all(['AAAA', 'BBBB'].map((passkey) => browser.submit(security, 'account-passkey', { passkey, change: 'remove' })))
  assert.equal(outcomes.filter((stop) => summaryOf(stop) === 'last_factor').length, 1)
  assert.equal((await domain.passkeys.passkeysOfUser(ada.id)).length, 1)
})

test('recovery codes are shown once, to whom they belong, and replace the older ones', async (t) => {
  const { application, addUser, domain, pool } = await openPoolhouse(t, { pool: MFA })
  const ada = await addUser(ADA.username)
  const browser = browserFor(application)
  const security = await signInToAccount(browser, application, ADA, 'account-security', '/security')
  const other = browserFor(application)
  await signInToAccount(other, application, ADA, 'account')
  await setUserMfaPreference(domain, { pool, user: ada, by: 'user', EmailMfaSettings: { Enabled: true } })
  const before = await makeRecoveryCodes(domain, { user: ada })
  const shown = pageOf(await browser.submit(security, 'account-recovery-codes'), 'account-recovery-codes')
  assert.equal(shown.view.codes.length, 10)
  assert.equal(shown.view.codes.some((code) => before.includes(code)), false)
  assert.equal((await domain.recoveryCodes.findRecoveryCodes(ada.id))?.hashes.length, 10)
  // Another browser of the same person cannot see them, nor can this one when they are kept away from it.
  pageOf(await openAccountPage(other, application, '/recovery-codes'), 'account-security')
  const stolen = [...browser.plain.cookies.values()].find(({ name }) => name.endsWith('.account'))
  assert.ok(stolen)
  other.plain.cookies.set(`${stolen.name} /`, stolen)
  pageOf(await openAccountPage(other, application, '/recovery-codes'), 'account-security')
  assert.equal((await browser.plain.get(`${issuerOf(application)}/account/recovery-codes`)).headers.get('cache-control'), 'no-store')
})
