import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { updateUserPool } from '#src/domain/user-pools/update-user-pool.ts'
import { beginAuthorize, browserFor, exchangeCode } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf, type HostedBrowser, type Page } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { firstFactors } from '#test/drive/passkeys.ts'

const ADA = 'ada@example.com'
const PHONE = '+12065550100'
const CODES = { pool: { ...firstFactors('EMAIL_OTP', 'SMS_OTP'), SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' } } }

/** Says who signs in; ends on whatever page follows. */
const identify = async (browser: HostedBrowser, { application }: Poolhouse, username: string, fields: Record<string, string> = {}) => {
  const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
  assert.equal(page.view.identifierFirst, true)
  return browser.submit(page, 'identify', { username, ...fields })
}

const choose = (browser: HostedBrowser, page: Page, method: string) => browser.submit(page, 'choose-method', { method })
const claimsOf = (token = '') => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

test('a code by mail signs in by itself, and the browser remembers the way', async (t) => {
  const poolhouse = await openPoolhouse(t, CODES)
  const { application, addUser, message } = poolhouse
  await addUser(ADA)
  const browser = browserFor(application)
  const choice = pageOf(await identify(browser, poolhouse, ADA), 'choose-method')
  assert.deepEqual(choice.view.methods, [{ method: 'PASSWORD' }, { method: 'EMAIL_OTP' }])
  const asked = pageOf(await choose(browser, choice, 'EMAIL_OTP'), 'sign-in-code')
  assert.deepEqual(asked.view.destination, { medium: 'email', masked: 'a***@e***' })
  assert.ok(asked.view.otherHref)
  const { code } = await message({ to: ADA })
  assert.match(code ?? '', /^\d{8}$/)
  const wrong = pageOf(await browser.submit(asked, 'sign-in-code', { code: code === '00000000' ? '00000001' : '00000000' }), 'sign-in-code')
  assert.equal(summaryOf(wrong), 'code_mismatch')
  const { body } = await exchangeCode(application, codeOf(await browser.submit(asked, 'sign-in-code', { code: code ?? '' })))
  assert.deepEqual(claimsOf(body.id_token)['amr'], ['email_otp'])

  browser.plain.cookies.delete(`${application.poolId}.session /`)
  const again = pageOf(await identify(browser, poolhouse, ADA), 'choose-method')
  assert.deepEqual(again.view.methods, [{ method: 'PASSWORD' }, { method: 'EMAIL_OTP', lastUsed: true }])
})

test('a code by text message ends with the host it is for, so that phones fill it in there alone', async (t) => {
  const poolhouse = await openPoolhouse(t, CODES)
  const { application, addUser, message, url } = poolhouse
  await addUser(ADA, { phone_number: PHONE, phone_number_verified: 'true' })
  const browser = browserFor(application)
  const choice = pageOf(await identify(browser, poolhouse, ADA), 'choose-method')
  const asked = pageOf(await choose(browser, choice, 'SMS_OTP'), 'sign-in-code')
  assert.equal(asked.view.destination.medium, 'sms')
  const { code, text } = await message({ to: PHONE })
  assert.equal(text.split('\n').at(-1), `@${new URL(url).hostname} #${code}`)
  codeOf(await browser.submit(asked, 'sign-in-code', { code: code ?? '' }))
})

test('another code ends the one before, not too soon; a sign-in left open too long begins again', async (t) => {
  const poolhouse = await openPoolhouse(t, CODES)
  const { application, addUser, message, clock } = poolhouse
  clock.hold()
  await addUser(ADA)
  const browser = browserFor(application)
  const asked = pageOf(await choose(browser, pageOf(await identify(browser, poolhouse, ADA), 'choose-method'), 'EMAIL_OTP'), 'sign-in-code')
  const { code: first } = await message({ to: ADA })
  assert.equal(summaryOf(await browser.submit(asked, 'sign-in-code-resend')), 'resend_too_soon')
  clock.advance(31_000)
  const resent = pageOf(await browser.submit(asked, 'sign-in-code-resend'), 'sign-in-code')
  assert.equal(resent.view.frame.notice?.code, 'code_sent')
  assert.equal(summaryOf(await browser.submit(resent, 'sign-in-code', { code: first ?? '' })), 'code_mismatch')
  clock.advance(minutes(4))
  assert.equal(summaryOf(await browser.submit(resent, 'sign-in-code', { code: first ?? '' })), 'page_expired')
})

test('the password is asked for beside the other ways, and a wrong one leaves the choice', async (t) => {
  const poolhouse = await openPoolhouse(t, CODES)
  const { application, addUser, clock } = poolhouse
  await addUser(ADA)
  const browser = browserFor(application)
  const choice = pageOf(await identify(browser, poolhouse, ADA), 'choose-method')
  const none = pageOf(await choose(browser, choice, 'PASSWORD'), 'choose-method')
  assert.deepEqual(none.view.frame.fieldErrors, { password: { code: 'required' } })
  const wrong = pageOf(await browser.submit(choice, 'choose-method', { method: 'PASSWORD', password: 'Wrong-Horse-9' }), 'choose-method')
  assert.equal(summaryOf(wrong), 'wrong_credentials')
  // Longer than any session of a challenge: the choice is made anew, and nobody notices.
  clock.advance(minutes(20))
  codeOf(await browser.submit(wrong, 'choose-method', { method: 'PASSWORD', password: PASSWORD }))
})

test('a password manager that fills in both is let in at once; a wrong password of its leads to the choice', async (t) => {
  const poolhouse = await openPoolhouse(t, CODES)
  const { application, addUser } = poolhouse
  await addUser(ADA)
  codeOf(await identify(browserFor(application), poolhouse, ADA, { password: PASSWORD }))
  const refused = pageOf(await identify(browserFor(application), poolhouse, ADA, { password: 'Wrong-Horse-9' }), 'choose-method')
  assert.equal(summaryOf(refused), 'wrong_credentials')
})

test('a chosen way that is gone, or was never offered, is refused; another way may be taken from the code page', async (t) => {
  const poolhouse = await openPoolhouse(t, CODES)
  const { application, addUser, url } = poolhouse
  await addUser(ADA)
  const browser = browserFor(application)
  const choice = pageOf(await identify(browser, poolhouse, ADA), 'choose-method')
  assert.equal(summaryOf(await choose(browser, choice, 'WEB_AUTHN')), 'invalid_fields')
  assert.equal(summaryOf(await choose(browser, choice, 'SMS_OTP')), 'invalid_fields')
  assert.equal(summaryOf(await choose(browser, choice, 'CUSTOM_AUTH')), 'invalid_fields')
  const asked = pageOf(await choose(browser, choice, 'EMAIL_OTP'), 'sign-in-code')
  const other = pageOf(await browser.open(`${url}${asked.view.otherHref ?? ''}`), 'choose-method')
  codeOf(await browser.submit(other, 'choose-method', { method: 'PASSWORD', password: PASSWORD }))
})

test('HP-10 nobody learns on the pages who has an account: the same pages, words and refusals for names that nobody has', async (t) => {
  const poolhouse = await openPoolhouse(t, CODES)
  const { application, addUser } = poolhouse
  await addUser(ADA)
  const walk = async (username: string) => {
    const browser = browserFor(application)
    const choice = pageOf(await identify(browser, poolhouse, username), 'choose-method')
    const methods = choice.view.methods.map(({ method }) => method)
    const seen: unknown[] = []
    if (methods.includes('PASSWORD')) seen.push(summaryOf(await browser.submit(choice, 'choose-method', { method: 'PASSWORD', password: 'Wrong-Horse-9' })))
    if (methods.includes('EMAIL_OTP')) {
      const asked = pageOf(await choose(browser, choice, 'EMAIL_OTP'), 'sign-in-code')
      seen.push(asked.view.destination, summaryOf(await browser.submit(asked, 'sign-in-code', { code: '00000000' })))
    }
    return { methods: methods.join(), seen }
  }
  const known = await walk(ADA)
  const strangers: Awaited<ReturnType<typeof walk>>[] = []
  for (let n = 0; n < 24; n++) {
    const browser = browserFor(application)
    const stop = await identify(browser, poolhouse, `a${n}@example.com`)
    // Who seems to have one way only is led there at once, as a user would be.
    if (stop.kind === 'page' && stop.view.screen === 'choose-method') strangers.push(await walk(`a${n}@example.com`))
  }
  const alike = strangers.find(({ methods }) => methods === known.methods)
  assert.ok(alike, 'somebody who is not there is offered the same')
  assert.deepEqual(alike.seen, known.seen)
})

test('the name comes first only where pool and client take part in it', async (t) => {
  const poolhouse = await openPoolhouse(t, CODES)
  const { application, domain, pool } = poolhouse
  const plain = await createUserPoolClient(domain, {
    UserPoolId: pool.id, ClientName: 'plain', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
    CallbackURLs: [application.redirectUri], ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  })
  const page = pageOf(await beginAuthorize(browserFor(application), { ...application, clientId: plain.id }), 'sign-in')
  assert.equal(page.view.identifierFirst, undefined)
  const browser = browserFor(application)
  const sneaking = pageOf(await beginAuthorize(browser, { ...application, clientId: plain.id }), 'sign-in')
  pageOf(await browser.submit(sneaking, 'identify', { username: ADA }), 'sign-in')
  await updateUserPool(domain, { ...pool.settings, UserPoolId: pool.id, Policies: { ...pool.settings.Policies, SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] } } })
  assert.equal(pageOf(await beginAuthorize(browserFor(application), application), 'sign-in').view.identifierFirst, undefined)
})

test('guesses at a code stop after the limit, also in parallel and over several sign-ins', async (t) => {
  const poolhouse = await openPoolhouse(t, CODES)
  const { application, addUser, message } = poolhouse
  await addUser(ADA)
  const begin = async () => {
    const browser = browserFor(application)
    const asked = pageOf(await choose(browser, pageOf(await identify(browser, poolhouse, ADA), 'choose-method'), 'EMAIL_OTP'), 'sign-in-code')
    return { browser, asked }
  }
  const one = await begin()
  const other = await begin()
  const guesses = await Promise.all(Array.from({ length: 40 }, (_, n) => {
    const { browser, asked } = n % 2 === 0 ? one : other
    return browser.submit(asked, 'sign-in-code', { code: String(10_000_000 + n) })
  }))
  assert.ok(guesses.map(summaryOf).includes('code_limit'))
  const { code } = await message({ to: ADA })
  assert.equal(summaryOf(await other.browser.submit(other.asked, 'sign-in-code', { code: code ?? '' })), 'code_limit')
})
