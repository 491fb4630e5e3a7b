import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours } from '#src/contracts/duration.ts'
import { getUserAttributeVerificationCode } from '#src/domain/attributes/get-user-attribute-verification-code.ts'
import { verifyUserAttribute } from '#src/domain/attributes/verify-user-attribute.ts'
import { confirmForgotPassword } from '#src/domain/recovery/confirm-forgot-password.ts'
import { forgotPassword } from '#src/domain/recovery/forgot-password.ts'
import { confirmSignUp } from '#src/domain/sign-up/confirm-sign-up.ts'
import { resendConfirmationCode } from '#src/domain/sign-up/resend-confirmation-code.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { beginAuthorize, browserFor, logIn, refresh, signInHosted, signUpHosted, userInfoStatus } from '#test/drive/application.ts'
import { codeOf, pageOf, type HostedBrowser, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { refusalOf } from '#test/users/open-user-deps.ts'

const EMAIL = 'ada@example.com'
const NEW_PASSWORD = 'Another-Horse-9'

/** Asks for a reset code on the page; ends on the page that takes it. */
async function forget(poolhouse: Poolhouse, browser: HostedBrowser, username: string) {
  const signIn = pageOf(await beginAuthorize(browser, poolhouse.application), 'sign-in')
  const forgot = pageOf(await browser.open(`${poolhouse.url}${signIn.view.frame.links.forgotPassword ?? ''}`), 'forgot-password')
  return pageOf(await browser.submit(forgot, 'forgot-password', { username }), 'reset-password')
}

const wrongCode = (right: string) => String((Number(right) + 1) % 1_000_000).padStart(6, '0')
const codeFor = async (poolhouse: Poolhouse, to: string) => (await poolhouse.message({ to })).code ?? ''
const reset = (poolhouse: Poolhouse, code: string, password = NEW_PASSWORD, username = EMAIL) =>
  confirmForgotPassword(poolhouse.domain, { pool: poolhouse.pool, client: poolhouse.client, wire: 'api', username, code, password })

test('CR-13 guesses at a reset code are limited, the right one no longer helps then, and an unknown user looks the same', async (t) => {
  const poolhouse = await openPoolhouse(t)
  await poolhouse.addUser(EMAIL)
  const answers = async (username: string, code: () => Promise<string>) => {
    const browser = browserFor(poolhouse.application)
    let page = await forget(poolhouse, browser, username)
    const guessed = wrongCode(await code())
    const seen: unknown[] = [page.view.destination]
    for (let n = 0; n < 21; n++) {
      page = pageOf(await browser.submit(page, 'reset-password', { username, code: guessed, password: NEW_PASSWORD }), 'reset-password')
      seen.push([page.status, page.view.frame.summary?.code, page.view.frame.fieldErrors])
    }
    return seen
  }
  const known = await answers(EMAIL, () => codeFor(poolhouse, EMAIL))
  assert.deepEqual(known.at(20), [200, 'code_mismatch', { code: { code: 'code_mismatch' } }])
  assert.equal((known.at(21) as unknown[])[1], 'code_limit')
  assert.equal((await refusalOf(reset(poolhouse, await codeFor(poolhouse, EMAIL)))).code, 'LimitExceeded')
  assert.deepEqual(await answers('ann@example.com', () => Promise.resolve('123456')), known)
})

test('CR-13 the destination is masked, and stays the same for a name', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { UsernameAttributes: [], AliasAttributes: ['email'] } })
  const { domain, pool, client } = poolhouse
  await poolhouse.addUser('ada')
  const asked = async (username: string) => [
    await forgotPassword(domain, { pool, client, wire: 'api', username }), await forgotPassword(domain, { pool, client, wire: 'hosted', username }),
  ]
  for (const username of ['ada', 'nobody']) {
    const [first, second] = await asked(username)
    assert.deepEqual(first, second, username)
    assert.match(first?.destination ?? '', /^.\*+@.\*+$/, username)
    assert.deepEqual([first?.attribute, first?.medium], ['email', 'EMAIL'], username)
  }
})

test('CR-14 of eighty guesses at a reset code at once at most twenty are judged, and of twenty right ones one wins', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client } = poolhouse
  await poolhouse.addUser(EMAIL)
  await forgotPassword(domain, { pool, client, wire: 'api', username: EMAIL })
  const right = await codeFor(poolhouse, EMAIL)
  const raced = await Promise.all(Array.from({ length: 20 }, (_, n) => reset(poolhouse, right, `${NEW_PASSWORD}${n}`).then(() => 'won', ({ code }: { code: string }) => code)))
  assert.deepEqual(raced.filter((outcome) => outcome !== 'ExpiredCode'), ['won'])

  await forgotPassword(domain, { pool, client, wire: 'api', username: EMAIL })
  const next = await codeFor(poolhouse, EMAIL)
  const guesses = await Promise.all(Array.from({ length: 80 }, () => reset(poolhouse, wrongCode(next)).then(() => 'won', ({ code }: { code: string }) => code)))
  const judged = guesses.filter((outcome) => outcome === 'CodeMismatch').length
  assert.ok(judged > 0 && judged <= 20, `${judged} guesses were judged`)
  assert.equal(guesses.filter((outcome) => outcome === 'LimitExceeded').length, 80 - judged)
})

test('CR-15 codes are sent five times an hour to a user on every way that sends one, eighty requests at once included', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client, clock } = poolhouse
  const user = await poolhouse.addUser(EMAIL)
  await signUpHosted(browserFor(poolhouse.application), poolhouse.application, { email: 'new@example.com', password: PASSWORD })
  const ways: Record<string, () => Promise<unknown>> = {
    'forgot-password': () => forgotPassword(domain, { pool, client, wire: 'api', username: EMAIL }),
    'forgot-password of nobody': () => forgotPassword(domain, { pool, client, wire: 'hosted', username: 'eve@example.com' }),
    resend: () => resendConfirmationCode(domain, { pool, client, wire: 'hosted', username: 'new@example.com' }),
    attribute: () => getUserAttributeVerificationCode(domain, { pool, client, user, attribute: 'email' }),
  }
  for (const [name, way] of Object.entries(ways)) {
    const sent = await Promise.all(Array.from({ length: 80 }, () => way().then(() => true, ({ code }: { code: string }) => assert.equal(code, 'LimitExceeded', name))))
    assert.equal(sent.filter((done) => done === true).length, 5, name)
  }
  clock.advance(hours(1) + 1000)
  for (const way of Object.values(ways)) await way()
})

test('CR-16 guesses at an attribute code are limited, in parallel too, and the right one no longer helps', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client } = poolhouse
  const user = await poolhouse.addUser(EMAIL)
  await getUserAttributeVerificationCode(domain, { pool, client, user, attribute: 'email' })
  const right = await codeFor(poolhouse, EMAIL)
  const verify = (code: string) => verifyUserAttribute(domain, { pool, user, attribute: 'email', code })
  const guesses = await Promise.all(Array.from({ length: 40 }, () => refusalOf(verify(wrongCode(right))).then(({ code }) => code)))
  assert.equal(guesses.filter((code) => code === 'CodeMismatch').length, 15)
  assert.equal((await refusalOf(verify(right))).code, 'LimitExceeded')
})

test('CR-16 on the page: guesses at a sign-up code are limited, and who is not confirmed does not get in', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const browser = browserFor(poolhouse.application)
  let page = pageOf(await signUpHosted(browser, poolhouse.application, { email: EMAIL, password: PASSWORD }), 'confirm')
  const right = await codeFor(poolhouse, EMAIL)
  const post = async (code: string) => summaryOf(page = pageOf(await browser.submit(page, 'confirm-sign-up', { username: EMAIL, code }), 'confirm'))
  for (let n = 0; n < 15; n++) assert.equal(await post(wrongCode(right)), 'code_mismatch')
  assert.equal(await post(right), 'code_limit')
  const stop = await signInHosted(browserFor(poolhouse.application), poolhouse.application, { username: EMAIL, password: PASSWORD })
  assert.equal(pageOf(stop, 'confirm').view.frame.notice?.code, 'confirm_first')
})

test('CR-22 a reset code works once, only for its user, only the newest, and only for an hour; the reset ends tokens and sessions', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client, clock, application } = poolhouse
  await poolhouse.addUser(EMAIL)
  await poolhouse.addUser('bob@example.com')
  const browser = browserFor(application)
  const tokens = await logIn(browser, application, { username: EMAIL, password: PASSWORD })
  const ask = async (username: string) => {
    await forgotPassword(domain, { pool, client, wire: 'api', username })
    return codeFor(poolhouse, username)
  }
  const [bobs, older, newest] = [await ask('bob@example.com'), await ask(EMAIL), await ask(EMAIL)]
  if (newest !== bobs) assert.equal((await refusalOf(reset(poolhouse, newest, NEW_PASSWORD, 'bob@example.com'))).code, 'CodeMismatch')
  if (newest !== older) assert.equal((await refusalOf(reset(poolhouse, older))).code, 'CodeMismatch')
  assert.equal((await refusalOf(reset(poolhouse, newest, 'short'))).code, 'InvalidPassword', 'a refused password does not spend the code')
  assert.equal(await userInfoStatus(application, tokens.access_token), 200)
  await reset(poolhouse, newest)
  assert.equal((await refusalOf(reset(poolhouse, newest))).code, 'ExpiredCode')
  assert.equal(await userInfoStatus(application, tokens.access_token), 401)
  assert.equal((await refresh(application, tokens.refresh_token)).body.error, 'invalid_grant')
  pageOf(await beginAuthorize(browser, application), 'sign-in')
  assert.equal(summaryOf(await signInHosted(browserFor(application), application, { username: EMAIL, password: PASSWORD })), 'wrong_credentials')
  codeOf(await signInHosted(browserFor(application), application, { username: EMAIL, password: NEW_PASSWORD }))
  const late = await ask(EMAIL)
  clock.advance(hours(1) + 1000)
  assert.equal((await refusalOf(reset(poolhouse, late))).code, 'ExpiredCode')
})

test('CR-22 a reset on a page that a signed-in browser was sent to goes on to the application', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { application } = poolhouse
  await poolhouse.addUser(EMAIL)
  const browser = browserFor(application)
  await logIn(browser, application, { username: EMAIL, password: PASSWORD })
  const signIn = pageOf(await beginAuthorize(browser, application, { prompt: 'login' }), 'sign-in')
  const forgot = pageOf(await browser.open(`${poolhouse.url}${signIn.view.frame.links.forgotPassword ?? ''}`), 'forgot-password')
  const page = pageOf(await browser.submit(forgot, 'forgot-password', { username: EMAIL }), 'reset-password')
  codeOf(await browser.submit(page, 'reset-password', { username: EMAIL, code: await codeFor(poolhouse, EMAIL), password: NEW_PASSWORD, end_sessions: 'on' }))
})

test('CR-23 a code is worth nothing for another purpose, attribute or pool', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client } = poolhouse
  const other = await createUserPool(domain, { region: 'us-east-1', request: { PoolName: 'other', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] } })
  const otherClient = await createUserPoolClient(domain, { UserPoolId: other.id, ClientName: 'app', PreventUserExistenceErrors: 'ENABLED' })
  await signUpHosted(browserFor(poolhouse.application), poolhouse.application, { email: 'new@example.com', password: PASSWORD })
  const signUpCode = await codeFor(poolhouse, 'new@example.com')
  const newcomer = await poolhouse.findUser('new@example.com')
  const ada = await poolhouse.addUser(EMAIL)
  await forgotPassword(domain, { pool, client, wire: 'api', username: EMAIL })
  const resetCode = await codeFor(poolhouse, EMAIL)
  const asReset = (username: string, code: string, where = { pool, client }) => refusalOf(confirmForgotPassword(domain, { ...where, wire: 'api', username, code, password: NEW_PASSWORD }))
  const asAttribute = (user: typeof ada, code: string) => refusalOf(verifyUserAttribute(domain, { pool, user, attribute: 'email', code }))
  assert.equal((await asReset('new@example.com', signUpCode)).code, 'ExpiredCode')
  assert.equal((await asAttribute(newcomer, signUpCode)).code, 'ExpiredCode')
  assert.equal((await asAttribute(ada, resetCode)).code, 'ExpiredCode')
  assert.equal((await asReset(EMAIL, resetCode, { pool: other, client: otherClient })).code, 'ExpiredCode')
  // A live code of the right purpose beside it changes nothing.
  await getUserAttributeVerificationCode(domain, { pool, client, user: ada, attribute: 'email' })
  const attributeCode = await codeFor(poolhouse, EMAIL)
  if (attributeCode !== resetCode) {
    assert.equal((await asAttribute(ada, resetCode)).code, 'CodeMismatch')
    assert.equal((await asReset(EMAIL, attributeCode)).code, 'CodeMismatch')
  }
  await reset(poolhouse, resetCode)
  await confirmSignUp(domain, { pool, client, wire: 'api', username: 'new@example.com', code: signUpCode })
})
