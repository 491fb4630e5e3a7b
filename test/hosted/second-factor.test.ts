import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes, seconds } from '#src/contracts/duration.ts'
import { browserFor, exchangeCode, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'
import { ALL, claimsOf, giveAuthenticator, prefer, SMS, TOTP, wrongCode } from '#test/drive/second-factors.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const PHONE = { phone_number: '+12065550100', phone_number_verified: 'true' }

test('somebody with an authenticator signs in on the pages with its code, and the tokens say so', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...TOTP } })
  const { application, addUser } = poolhouse
  const authenticator = await giveAuthenticator(poolhouse, await addUser('ada@example.com'), 'Ada’s phone')
  const browser = browserFor(application)
  const page = pageOf(await signInHosted(browser, application, ADA), 'mfa-code')
  assert.deepEqual([page.view.factor, page.view.deviceName, page.view.destination, page.view.resend], ['SOFTWARE_TOKEN_MFA', 'Ada’s phone', undefined, undefined])
  const refused = await browser.submit(page, 'mfa-code', { code: wrongCode(authenticator) })
  assert.equal(summaryOf(refused), 'app_code_mismatch')
  const done = await browser.submit(pageOf(refused, 'mfa-code'), 'mfa-code', { code: authenticator.code() })
  const { body } = await exchangeCode(application, codeOf(done))
  assert.deepEqual(claimsOf(body.id_token)['amr'], ['pwd', 'otp', 'mfa'])
})

test('a code by text message: sent once, masked, another one after half a minute, and the older one is worth nothing then', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'ON', ...SMS } })
  const { application, addUser, message, clock } = poolhouse
  clock.hold()
  await addUser('ada@example.com', PHONE)
  const browser = browserFor(application)
  const page = pageOf(await signInHosted(browser, application, ADA), 'mfa-code')
  assert.deepEqual([page.view.factor, page.view.destination, page.view.provesAddress], ['SMS_MFA', { medium: 'sms', masked: '+*******0100' }, false])
  assert.ok((page.view.resend?.availableInSeconds ?? 0) > 25)
  const first = (await message({ to: '+12065550100' })).code ?? ''
  const early = await browser.submit(page, 'mfa-resend')
  assert.equal(summaryOf(early), 'resend_too_soon')
  clock.advance(seconds(31))
  const again = pageOf(await browser.submit(page, 'mfa-resend'), 'mfa-code')
  assert.equal(again.view.frame.notice?.code, 'code_sent')
  const second = (await message({ to: '+12065550100' })).code ?? ''
  if (first !== second) assert.equal(summaryOf(await browser.submit(again, 'mfa-code', { code: first })), 'code_mismatch')
  const { body } = await exchangeCode(application, codeOf(await browser.submit(again, 'mfa-code', { code: second })))
  assert.deepEqual(claimsOf(body.id_token)['amr'], ['pwd', 'sms', 'mfa'])
})

test('twenty messages an hour are enough: the page says so, with the time left, and the newest code still works', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'ON', ...SMS } })
  const { application, addUser, message, clock } = poolhouse
  clock.hold()
  await addUser('ada@example.com', PHONE)
  const browser = browserFor(application)
  const page = pageOf(await signInHosted(browser, application, ADA), 'mfa-code')
  for (let sent = 1; sent < 20; sent++) {
    clock.advance(seconds(31))
    assert.equal(summaryOf(await browser.submit(page, 'mfa-resend')), undefined, `message ${sent + 1}`)
  }
  clock.advance(seconds(31))
  const { summary } = pageOf(await browser.submit(page, 'mfa-resend'), 'mfa-code').view.frame
  assert.equal(summary?.code, 'message_limit')
  assert.ok((summary.retryInSeconds ?? 0) > 2000)
  codeOf(await browser.submit(page, 'mfa-code', { code: (await message({ to: '+12065550100' })).code ?? '' }))
})

test('who has several factors chooses, may choose again, and the one preferred is asked for at once', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...ALL } })
  const { application, addUser, message } = poolhouse
  const user = await addUser('ada@example.com', PHONE)
  const authenticator = await giveAuthenticator(poolhouse, user)
  await prefer(poolhouse, { SMSMfaSettings: { Enabled: true } })
  const browser = browserFor(application)
  const choice = pageOf(await signInHosted(browser, application, ADA), 'mfa-choose')
  assert.deepEqual(choice.view.factors, [{ factor: 'SOFTWARE_TOKEN_MFA' }, { factor: 'SMS_MFA', destination: '+*******0100' }])
  assert.equal(summaryOf(await browser.submit(choice, 'mfa-choose', { factor: 'EMAIL_OTP' })), 'invalid_fields', 'a factor that the user has not')
  const sms = pageOf(await browser.submit(choice, 'mfa-choose', { factor: 'SMS_MFA' }), 'mfa-code')
  assert.equal(sms.view.factor, 'SMS_MFA')
  const back = pageOf(await browser.submit(sms, 'mfa-another'), 'mfa-choose')
  assert.equal(back.view.factors.length, 2)
  const app = pageOf(await browser.submit(back, 'mfa-choose', { factor: 'SOFTWARE_TOKEN_MFA' }), 'mfa-code')
  const sent = (await message({ to: '+12065550100' })).code ?? ''
  if (![-1, 0, 1].map(authenticator.code).includes(sent)) assert.equal(summaryOf(await browser.submit(app, 'mfa-code', { code: sent })), 'app_code_mismatch', 'the code of a way that was left')
  codeOf(await browser.submit(app, 'mfa-code', { code: authenticator.code() }))

  await prefer(poolhouse, { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } })
  const other = browserFor(application)
  const asked = pageOf(await signInHosted(other, application, ADA), 'mfa-code')
  assert.equal(asked.view.factor, 'SOFTWARE_TOKEN_MFA')
  assert.equal(pageOf(await other.submit(asked, 'mfa-another'), 'mfa-choose').view.factors.length, 2)
})

test('a second factor that nobody can be asked for keeps them out, and the page says so', async (t) => {
  const { application, addUser, stores, pool } = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...SMS } })
  const user = await addUser('ada@example.com')
  await stores.users.updateUser({ ...user, mfa: { enabled: ['SMS_MFA'], preferred: null } })
  assert.equal(pool.settings.MfaConfiguration, 'OPTIONAL')
  const stop = await signInHosted(browserFor(application), application, ADA)
  pageOf(stop, 'sign-in')
  assert.equal(summaryOf(stop), 'second_factor_unavailable')
})

test('a sign-in that takes too long begins again with the name that was typed', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...TOTP } })
  const { application, addUser, clock, url } = poolhouse
  const authenticator = await giveAuthenticator(poolhouse, await addUser('ada@example.com'))
  const browser = browserFor(application)
  const page = pageOf(await signInHosted(browser, application, ADA), 'mfa-code')
  clock.advance(minutes(4))
  const late = pageOf(await browser.submit(page, 'mfa-code', { code: authenticator.code() }), 'sign-in')
  assert.deepEqual([late.view.frame.summary?.code, late.view.identifier.value], ['page_expired', ADA.username])
  const asked = pageOf(await browser.submit(late, 'sign-in', ADA), 'mfa-code')
  clock.advance(minutes(4))
  const reopened = pageOf(await browser.open(asked.url), 'sign-in')
  assert.equal(reopened.view.identifier.value, ADA.username)
  assert.equal(reopened.view.frame.summary?.code, 'page_expired')
  assert.ok(asked.url.startsWith(`${url}/${application.poolId}/mfa?`))
})
