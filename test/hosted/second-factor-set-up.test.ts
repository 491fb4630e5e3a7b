import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days, minutes, seconds } from '#src/contracts/duration.ts'
import { browserFor, exchangeCode, signInHosted } from '#test/drive/application.ts'
import { codeOf, type HostedBrowser, pageOf, type Stop, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { ALL, authenticatorOf, claimsOf, EMAIL, SMS, TOTP, wrongCode } from '#test/drive/second-factors.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const NAMES = { UsernameAttributes: [], AliasAttributes: [] }

/** Past the recovery codes that follow a factor. */
const keepCodes = (browser: HostedBrowser, stop: Stop): Promise<Stop> => browser.submit(pageOf(stop, 'recovery-codes'), 'recovery-codes-kept')

/** Ada in a pool of names, without an address. */
async function addNameless({ addUser, stores }: Poolhouse): Promise<typeof ADA> {
  const user = await addUser('ada')
  await stores.users.updateUser({ ...user, attributes: {} })
  return { username: 'ada', password: PASSWORD }
}

test('a pool that demands a second factor has an authenticator set up in the sign-in, with a second try, a name, and time to install one', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'ON', ...TOTP } })
  const { application, addUser, findUser, clock } = poolhouse
  await addUser('ada@example.com')
  const browser = browserFor(application)
  const page = pageOf(await signInHosted(browser, application, ADA), 'mfa-app')
  assert.match(page.view.key, /^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
  assert.equal(page.view.otherHref, undefined)
  const uri = new URL(page.view.href)
  assert.equal(uri.href, `otpauth://totp/people%3Aada%40example.com?secret=${page.view.key.replaceAll(' ', '')}&issuer=people`)
  clock.advance(minutes(14))
  const authenticator = authenticatorOf(poolhouse, page.view.key)
  const again = pageOf(await browser.submit(page, 'mfa-app', { code: wrongCode(authenticator), device_name: 'My phone' }), 'mfa-app')
  assert.deepEqual([summaryOf(again), again.view.key, again.view.deviceName], ['app_code_mismatch', page.view.key, 'My phone'])
  const { body } = await exchangeCode(application, codeOf(await keepCodes(browser, await browser.submit(again, 'mfa-app', { code: authenticator.code(), device_name: 'My phone' }))))
  assert.deepEqual(claimsOf(body.id_token)['amr'], ['pwd', 'otp', 'mfa'])
  assert.deepEqual((await findUser('ada@example.com')).mfa.enabled, ['SOFTWARE_TOKEN_MFA'])
  clock.advance(seconds(60))
  const next = browserFor(application)
  const asked = pageOf(await signInHosted(next, application, ADA), 'mfa-code')
  assert.equal(asked.view.deviceName, 'My phone')
  codeOf(await next.submit(asked, 'mfa-code', { code: authenticator.code() }))
})

test('whoever may choose what to set up proves a new address by its code, and can correct it first', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'ON', ...NAMES, ...ALL } })
  const { application, message, findUser, url, clock } = poolhouse
  const ada = await addNameless(poolhouse)
  const browser = browserFor(application)
  const choice = pageOf(await signInHosted(browser, application, ada), 'mfa-set-up')
  assert.deepEqual(choice.view.factors, ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'])
  const app = pageOf(await browser.submit(choice, 'mfa-set-up', { factor: 'SOFTWARE_TOKEN_MFA' }), 'mfa-app')
  pageOf(await browser.open(`${url}${app.view.otherHref ?? ''}`), 'mfa-set-up')
  const form = pageOf(await browser.open(`${url}${choice.view.hrefs.EMAIL_OTP}`), 'mfa-contact')
  const wrong = pageOf(await browser.submit(form, 'mfa-contact', { medium: 'email', contact: 'ada@@example' }), 'mfa-contact')
  assert.deepEqual([wrong.view.value, Object.keys(wrong.view.frame.fieldErrors ?? {})], ['ada@@example', ['contact']])
  const first = pageOf(await browser.submit(wrong, 'mfa-contact', { medium: 'email', contact: 'mistyped@example.com' }), 'mfa-code')
  assert.deepEqual([first.view.factor, first.view.provesAddress], ['EMAIL_OTP', true])
  pageOf(await browser.submit(first, 'mfa-another'), 'mfa-set-up')
  const second = pageOf(await browser.submit(form, 'mfa-contact', { medium: 'email', contact: 'ada@example.com' }), 'mfa-code')
  clock.advance(seconds(31))
  const resent = pageOf(await browser.submit(second, 'mfa-resend'), 'mfa-code')
  assert.equal(resent.view.provesAddress, true)
  const { body } = await exchangeCode(application, codeOf(await keepCodes(browser, await browser.submit(resent, 'mfa-code', { code: (await message({ to: 'ada@example.com' })).code ?? '' }))))
  assert.deepEqual(claimsOf(body.id_token)['amr'], ['pwd', 'email_otp', 'mfa'])
  const { attributes, mfa } = await findUser('ada')
  assert.deepEqual([attributes['email'], attributes['email_verified'], mfa.enabled], ['ada@example.com', 'true', ['EMAIL_OTP']])
})

test('where an address or a number is all there is to set up it is asked for at once, and where nothing is the page says whom to ask', async (t) => {
  const mail = await openPoolhouse(t, { pool: { MfaConfiguration: 'ON', ...NAMES, ...EMAIL } })
  const asked = pageOf(await signInHosted(browserFor(mail.application), mail.application, await addNameless(mail)), 'mfa-contact')
  assert.deepEqual([asked.view.medium, asked.view.otherHref], ['email', undefined])
  const phone = await openPoolhouse(t, { pool: { MfaConfiguration: 'ON', ...NAMES, ...SMS } })
  const browser = browserFor(phone.application)
  const number = pageOf(await signInHosted(browser, phone.application, await addNameless(phone)), 'mfa-contact')
  assert.equal(number.view.medium, 'sms')
  const wrong = pageOf(await browser.submit(number, 'mfa-contact', { medium: 'sms', contact: '020 7946 0018' }), 'mfa-contact')
  assert.deepEqual([wrong.view.medium, Object.keys(wrong.view.frame.fieldErrors ?? {})], ['sms', ['contact']])
  const code = pageOf(await browser.submit(wrong, 'mfa-contact', { medium: 'sms', contact: '+12065550100' }), 'mfa-code')
  assert.deepEqual([code.view.factor, code.view.provesAddress], ['SMS_MFA', true])
  pageOf(await browser.submit(code, 'mfa-code', { code: (await phone.message({ to: '+12065550100' })).code ?? '' }), 'recovery-codes')
  const { attributes, mfa } = await phone.findUser('ada')
  assert.deepEqual([attributes['phone_number'], attributes['phone_number_verified'], mfa.enabled], ['+12065550100', 'true', ['SMS_MFA']])

  const chosen = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...TOTP, ...EMAIL } })
  const user = await chosen.addUser('ada@example.com')
  await chosen.stores.users.updateUser({ ...user, mfa: { enabled: ['SOFTWARE_TOKEN_MFA'], preferred: null } })
  pageOf(await signInHosted(browserFor(chosen.application), chosen.application, ADA), 'mfa-app')
})

test('where a second factor is optional it is offered after the sign-in; "not now" counts for 30 days, in every browser', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...ALL } })
  const { application, addUser, clock, findUser } = poolhouse
  await addUser('ada@example.com')
  const browser = browserFor(application)
  const offer = pageOf(await signInHosted(browser, application, ADA), 'mfa-offer')
  assert.deepEqual(offer.view.factors, [{ factor: 'SOFTWARE_TOKEN_MFA' }, { factor: 'EMAIL_OTP', destination: 'a***@e***' }])
  const { body } = await exchangeCode(application, codeOf(await browser.submit(offer, 'mfa-not-now')))
  assert.deepEqual(claimsOf(body.id_token)['amr'], ['pwd'])
  codeOf(await signInHosted(browserFor(application), application, ADA))
  clock.advance(days(29))
  codeOf(await signInHosted(browserFor(application), application, ADA))
  clock.advance(days(1) + minutes(1))
  const later = browserFor(application)
  pageOf(await signInHosted(later, application, ADA), 'mfa-offer')
  assert.deepEqual((await findUser('ada@example.com')).mfa.enabled, [])
})

test('what is offered is set up before the application is reached: an authenticator by its first code, a proven address by one press', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...ALL } })
  const { application, addUser, findUser, url, clock } = poolhouse
  await addUser('ada@example.com')
  const browser = browserFor(application)
  const app = pageOf(await browser.submit(pageOf(await signInHosted(browser, application, ADA), 'mfa-offer'), 'mfa-set-up', { factor: 'SOFTWARE_TOKEN_MFA' }), 'mfa-app')
  const offer = pageOf(await browser.open(`${url}${app.view.otherHref ?? ''}`), 'mfa-offer')
  const authenticator = authenticatorOf(poolhouse, app.view.key)
  assert.equal(summaryOf(await browser.submit(app, 'mfa-app', { code: wrongCode(authenticator) })), 'app_code_mismatch')
  codeOf(await keepCodes(browser, await browser.submit(offer, 'mfa-app', { code: authenticator.code(), device_name: '' })))
  assert.deepEqual((await findUser('ada@example.com')).mfa.enabled, ['SOFTWARE_TOKEN_MFA'])
  clock.advance(seconds(60))
  assert.equal(pageOf(await signInHosted(browserFor(application), application, ADA), 'mfa-code').view.factor, 'SOFTWARE_TOKEN_MFA')

  await addUser('bob@example.com')
  const other = browserFor(application)
  const bob = { username: 'bob@example.com', password: PASSWORD }
  codeOf(await keepCodes(other, await other.submit(pageOf(await signInHosted(other, application, bob), 'mfa-offer'), 'mfa-set-up', { factor: 'EMAIL_OTP' })))
  assert.equal(pageOf(await signInHosted(browserFor(application), application, bob), 'mfa-code').view.factor, 'EMAIL_OTP')
})
