import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { describeRecoveryCodes } from '#src/domain/recovery-codes/describe-recovery-codes.ts'
import { setUserMfaPreference } from '#src/domain/mfa/set-user-mfa-preference.ts'
import { signInToAccount } from '#test/drive/account.ts'
import { beginAuthorize, browserFor, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'
import { askForPasskey, addPasskey, firstFactors } from '#test/drive/passkeys.ts'
import { ALL, authenticatorOf, giveAuthenticator, TOTP } from '#test/drive/second-factors.ts'
import { SoftwareAuthenticator } from '#test/passkeys/software-authenticator.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }

test('a page left open after a password alone gives no passkey and no recovery codes once there is a second factor', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { ...firstFactors('WEB_AUTHN'), MfaConfiguration: 'OPTIONAL', ...TOTP } })
  const { application, addUser, domain } = poolhouse
  const user = await addUser(ADA.username)
  const thief = browserFor(application)
  const parked = pageOf(await signInHosted(thief, application, ADA), 'mfa-offer')
  const { options } = await askForPasskey(thief, parked, 'passkey-creation')
  await giveAuthenticator(poolhouse, user)
  assert.equal((await askForPasskey(thief, parked, 'passkey-creation')).status, 409)
  const device = new SoftwareAuthenticator({ origin: new URL(parked.url).origin })
  pageOf(await thief.submit(parked, 'passkey-add', { credential: JSON.stringify(device.create(options)) }), 'sign-in')
  const again = browserFor(application)
  pageOf(await signInHosted(again, application, ADA), 'mfa-code')
  assert.equal((await domain.passkeys.passkeysOfUser(user.id)).length, 0)
  assert.equal(await describeRecoveryCodes(domain, { user }), null)
})

test('a page left open after a password alone makes no recovery codes either', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...TOTP } })
  const { application, addUser, domain } = poolhouse
  const user = await addUser(ADA.username)
  const thief = browserFor(application)
  const parked = pageOf(await signInHosted(thief, application, ADA), 'mfa-offer')
  await giveAuthenticator(poolhouse, user)
  pageOf(await thief.submit(parked, 'new-recovery-codes'), 'sign-in')
  assert.equal(await describeRecoveryCodes(domain, { user }), null)
})

test('nobody lays recovery codes by for the day when a second factor is switched on: not after a sign-in, not in the account', async (t) => {
  const { application, addUser, domain } = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...TOTP } })
  const user = await addUser(ADA.username)
  const thief = browserFor(application)
  const offer = pageOf(await signInHosted(thief, application, ADA), 'mfa-offer')
  assert.notEqual((await thief.submit(offer, 'new-recovery-codes')).kind, 'application')
  const other = browserFor(application)
  const security = await signInToAccount(other, application, ADA, 'account-security', '/security')
  pageOf(await other.submit(security, 'account-recovery-codes'), 'account-security')
  assert.equal(await describeRecoveryCodes(domain, { user }), null)
})

test('the set-up of a factor that was left open is over once another factor was set up elsewhere', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { AliasAttributes: ['email'], UsernameAttributes: [], MfaConfiguration: 'ON', ...ALL } })
  const { application, addUser, findUser, domain, pool, stores, clock } = poolhouse
  const user = await addUser('ada')
  const { email: _email, email_verified: _verified, ...rest } = user.attributes
  await stores.users.updateUser({ ...user, attributes: rest })
  const person = { username: 'ada', password: PASSWORD }
  const thief = browserFor(application)
  const choice = pageOf(await signInHosted(thief, application, person), 'mfa-set-up')
  const app = pageOf(await thief.submit(choice, 'mfa-set-up', { factor: 'SOFTWARE_TOKEN_MFA' }), 'mfa-app')
  const proving = browserFor(application)
  const contact = pageOf(await signInHosted(proving, application, person), 'mfa-set-up')
  const code = pageOf(await proving.submit(contact, 'mfa-contact', { medium: 'email', contact: 'thief@example.com' }), 'mfa-code')
  const { code: sent } = await poolhouse.message({ to: 'thief@example.com' })
  const present = await findUser('ada')
  await stores.users.updateUser({ ...present, attributes: { ...present.attributes, phone_number: '+12065550100', phone_number_verified: 'true' } })
  await setUserMfaPreference(domain, { pool, user: await findUser('ada'), by: 'user', SMSMfaSettings: { Enabled: true } })
  clock.advance(minutes(1))
  assert.equal(summaryOf(await thief.submit(app, 'mfa-app', { code: authenticatorOf(poolhouse, app.view.key).code(), device_name: '' })), 'page_expired')
  assert.notEqual((await proving.submit(code, 'mfa-code', { code: sent ?? '' })).kind, 'application')
  const { mfa, attributes } = await findUser('ada')
  assert.deepEqual([mfa.enabled, attributes['email']], [['SMS_MFA'], undefined])
})

test('who has proven the second factor is offered a passkey, and makes one', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { ...firstFactors('WEB_AUTHN'), MfaConfiguration: 'OPTIONAL', ...TOTP }, client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] } })
  const { application, addUser, domain } = poolhouse
  const user = await addUser(ADA.username)
  const authenticator = await giveAuthenticator(poolhouse, user)
  const browser = browserFor(application)
  const code = pageOf(await browser.submit(pageOf(await beginAuthorize(browser, application), 'sign-in'), 'sign-in', { ...ADA, passkeys: 'on' }), 'mfa-code')
  const offer = pageOf(await browser.submit(code, 'mfa-code', { code: authenticator.code() }), 'add-passkey')
  codeOf((await addPasskey(browser, offer)).stop)
  assert.equal((await domain.passkeys.passkeysOfUser(user.id)).length, 1)
})
