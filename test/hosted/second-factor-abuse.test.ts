import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes, seconds } from '#src/contracts/duration.ts'
import { answerChallenge } from '#src/domain/sign-in/answer-challenge.ts'
import { chooseAnotherFactor } from '#src/domain/sign-in/choose-another-factor.ts'
import { resendCode } from '#src/domain/sign-in/resend-code.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { associateBySession } from '#src/domain/mfa/set-up-by-session.ts'
import { createSdk, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { browserFor, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, type Stop, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'
import { ALL, authenticatorOf, giveAuthenticator, TOTP, wrongCode } from '#test/drive/second-factors.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const BOB = { username: 'bob@example.com', password: PASSWORD }
const OPTIONAL = { pool: { MfaConfiguration: 'OPTIONAL', ...TOTP } } as const

const ends = (stops: readonly Stop[]): Record<string, number> =>
  stops.map((stop) => (stop.kind === 'application' ? 'signed in' : summaryOf(stop) ?? stop.kind)).reduce<Record<string, number>>((counts, end) => ({ ...counts, [end]: (counts[end] ?? 0) + 1 }), {})

test('CR-09 a code of an authenticator opens one page: not two at once, not another one later, and not the API after a page', async (t) => {
  const poolhouse = await openPoolhouse(t, OPTIONAL)
  const { application, addUser, url, client } = poolhouse
  const authenticator = await giveAuthenticator(poolhouse, await addUser('ada@example.com'))
  const browsers = await Promise.all(Array.from({ length: 4 }, async () => {
    const browser = browserFor(application)
    return { browser, page: pageOf(await signInHosted(browser, application, ADA), 'mfa-code') }
  }))
  const code = authenticator.code()
  const raced = ends(await Promise.all(browsers.map(({ browser, page }) => browser.submit(page, 'mfa-code', { code }))))
  assert.deepEqual(raced, { 'signed in': 1, app_code_used: 3 })
  const later = browserFor(application)
  assert.equal(summaryOf(await later.submit(pageOf(await signInHosted(later, application, ADA), 'mfa-code'), 'mfa-code', { code })), 'app_code_used')
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  const asked = await sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: ADA.username, PASSWORD } })
  const used = await refusalOf(sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: asked.Session, ChallengeResponses: { USERNAME: ADA.username, SOFTWARE_TOKEN_MFA_CODE: code } }))
  assert.equal(used.name, 'ExpiredCodeException')
})

test('CR-10 guesses are limited over pages and the API together, also all at once; the page says how long, and it ends', async (t) => {
  const poolhouse = await openPoolhouse(t, OPTIONAL)
  const { application, addUser, clock, url, client } = poolhouse
  clock.hold()
  const authenticator = await giveAuthenticator(poolhouse, await addUser('ada@example.com'))
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  const begin = () => sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: ADA.username, PASSWORD } })
  const guess = async () => refusalOf(sdk.respondToAuthChallenge({
    ClientId: client.id, ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: (await begin()).Session, ChallengeResponses: { USERNAME: ADA.username, SOFTWARE_TOKEN_MFA_CODE: wrongCode(authenticator) },
  }))
  const browser = browserFor(application)
  const page = pageOf(await signInHosted(browser, application, ADA), 'mfa-code')
  const [onPage, onApi] = await Promise.all([
    Promise.all(Array.from({ length: 20 }, () => browser.submit(page, 'mfa-code', { code: wrongCode(authenticator) }))),
    Promise.all(Array.from({ length: 20 }, guess)),
  ])
  const judged = (ends(onPage)['app_code_mismatch'] ?? 0) + onApi.filter(({ name }) => name === 'CodeMismatchException').length
  assert.ok(judged > 0 && judged <= 10, String(judged))
  // The first locks last a second or two: each wrong code after one doubles the next.
  for (let left = 0; left < 8;) {
    const { summary } = pageOf(await browser.submit(page, 'mfa-code', { code: wrongCode(authenticator) }), 'mfa-code').view.frame
    left = summary?.retryInSeconds ?? 0
    if (left < 8) clock.advance(seconds(left))
  }
  const right = await browser.submit(page, 'mfa-code', { code: authenticator.code() })
  const summary = pageOf(right, 'mfa-code').view.frame.summary
  assert.equal(summary?.code, 'second_factor_locked')
  assert.ok((summary.retryInSeconds ?? 0) > 0)
  assert.equal((await guess()).name, 'LimitExceededException')
  clock.advance(minutes(15))
  const after = browserFor(application)
  codeOf(await after.submit(pageOf(await signInHosted(after, application, ADA), 'mfa-code'), 'mfa-code', { code: authenticator.code() }))
})

test('CR-11 the second step of one person is of no use to another: not their page in another browser, not their code', async (t) => {
  const poolhouse = await openPoolhouse(t, OPTIONAL)
  const { application, addUser } = poolhouse
  const hers = await giveAuthenticator(poolhouse, await addUser('ada@example.com'))
  const his = await giveAuthenticator(poolhouse, await addUser('bob@example.com'))
  const [ada, bob] = [browserFor(application), browserFor(application)]
  const herPage = pageOf(await signInHosted(ada, application, ADA), 'mfa-code')
  const hisPage = pageOf(await signInHosted(bob, application, BOB), 'mfa-code')
  pageOf(await bob.open(herPage.url), 'sign-in')
  pageOf(await bob.submit(herPage, 'mfa-code', { code: his.code() }), 'sign-in')
  assert.equal(summaryOf(await bob.submit(hisPage, 'mfa-code', { code: hers.code() })), 'app_code_mismatch')
  codeOf(await bob.submit(hisPage, 'mfa-code', { code: his.code() }))
})

test('CR-11 no form of a later or another step gets around the one that is asked', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...ALL } })
  const { application, addUser, findUser, stores } = poolhouse
  const user = await addUser('ada@example.com')
  const authenticator = await giveAuthenticator(poolhouse, user)
  const before = await stores.softwareTokens.findSoftwareToken(user.id)
  const forms = [
    ['mfa-set-up', { factor: 'SOFTWARE_TOKEN_MFA' }], ['mfa-app', { code: authenticator.code(), device_name: '' }], ['mfa-contact', { medium: 'email', contact: 'eve@example.com' }],
    ['mfa-choose', { factor: 'EMAIL_OTP' }], ['mfa-resend', {}], ['mfa-not-now', {}], ['new-password', { password: 'Analytical-Engine-1' }],
  ] as const
  for (const [form, fields] of forms) {
    const browser = browserFor(application)
    const asked = pageOf(await signInHosted(browser, application, ADA), 'mfa-code')
    const stop = await browser.submit(asked, form, fields)
    assert.equal(stop.kind, 'page', form)
    assert.ok(stop.kind === 'page' && stop.view.screen !== 'mfa-app' && stop.view.screen !== 'mfa-offer', form)
  }
  // Nobody has given a password yet.
  for (const [form, fields] of forms) {
    const browser = browserFor(application)
    const page = pageOf(await browser.open(`${poolhouse.url}/${application.poolId}/oauth2/authorize?${new URLSearchParams({ client_id: application.clientId, response_type: 'code', redirect_uri: application.redirectUri }).toString()}`), 'sign-in')
    assert.equal((await browser.submit(page, form, fields)).kind, 'page', form)
  }
  assert.deepEqual(await stores.softwareTokens.findSoftwareToken(user.id), before)
  const { attributes, mfa } = await findUser('ada@example.com')
  assert.deepEqual([attributes['email'], mfa.enabled], ['ada@example.com', ['SOFTWARE_TOKEN_MFA']])
})

test('CR-11 a session of the pages answers nothing on the API, and the other way round', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...TOTP } })
  const { domain, pool, client, addUser, stores } = poolhouse
  const user = await addUser('ada@example.com')
  const authenticator = await giveAuthenticator(poolhouse, user)
  const lost = { code: 'NotAuthorized', details: { reason: 'session-invalid' } }
  const responses = { SOFTWARE_TOKEN_MFA_CODE: authenticator.code() }
  const onPages = await startSignIn(domain, { pool, client, wire: 'hosted', flow: 'HOSTED_PASSWORD', ...ADA })
  const onApi = await startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', ...ADA })
  assert.ok(onPages.kind === 'challenge' && onApi.kind === 'challenge')
  for (const [{ session }, wire] of [[onPages, 'api'], [onApi, 'hosted']] as const) {
    const holder = { pool, client, wire, session }
    await assert.rejects(answerChallenge(domain, { ...holder, challenge: 'SOFTWARE_TOKEN_MFA', responses }), lost)
    await assert.rejects(chooseAnotherFactor(domain, holder), lost)
    await assert.rejects(resendCode(domain, holder), lost)
  }
  await stores.softwareTokens.deleteSoftwareToken(user.id)
  const setUp = await startSignIn(domain, { pool, client, wire: 'hosted', flow: 'HOSTED_PASSWORD', ...ADA })
  assert.ok(setUp.kind === 'challenge' && setUp.challenge === 'MFA_SETUP')
  await assert.rejects(associateBySession(domain, { session: setUp.session, wire: 'api' }), lost)
})

test('CR-11 of two sign-ins that set an authenticator up the later one does not replace the first', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'ON', ...TOTP } })
  const { application, addUser } = poolhouse
  await addUser('ada@example.com')
  const [owner, thief] = [browserFor(application), browserFor(application)]
  const theirs = pageOf(await signInHosted(thief, application, ADA), 'mfa-app')
  const hers = pageOf(await signInHosted(owner, application, ADA), 'mfa-app')
  assert.equal(summaryOf(await thief.submit(theirs, 'mfa-app', { code: authenticatorOf(poolhouse, theirs.view.key).code(), device_name: '' })), 'app_code_mismatch')
  pageOf(await owner.submit(hers, 'mfa-app', { code: authenticatorOf(poolhouse, hers.view.key).code(), device_name: '' }), 'recovery-codes')
  const late = pageOf(await thief.submit(theirs, 'mfa-app', { code: authenticatorOf(poolhouse, theirs.view.key).code(), device_name: '' }), 'sign-in')
  assert.equal(late.view.frame.summary?.code, 'page_expired')
})

test('CR-11 who has proven a password alone replaces no factor that was switched on meanwhile', async (t) => {
  const poolhouse = await openPoolhouse(t, OPTIONAL)
  const { application, addUser, stores } = poolhouse
  const user = await addUser('ada@example.com')
  const thief = browserFor(application)
  const offer = pageOf(await signInHosted(thief, application, ADA), 'mfa-offer')
  const theirs = pageOf(await thief.submit(offer, 'mfa-set-up', { factor: 'SOFTWARE_TOKEN_MFA' }), 'mfa-app')
  await giveAuthenticator(poolhouse, user)
  const before = await stores.softwareTokens.findSoftwareToken(user.id)
  pageOf(await thief.submit(theirs, 'mfa-app', { code: authenticatorOf(poolhouse, theirs.view.key).code(), device_name: '' }), 'sign-in')
  const other = browserFor(application)
  pageOf(await signInHosted(other, application, ADA), 'mfa-code')
  assert.deepEqual(await stores.softwareTokens.findSoftwareToken(user.id), before)
})

test('a sign-in that was finished and not gone on with leaves nothing to the next one in the same browser', async (t) => {
  const poolhouse = await openPoolhouse(t, OPTIONAL)
  const { application, addUser } = poolhouse
  await addUser('ada@example.com')
  const his = await giveAuthenticator(poolhouse, await addUser('bob@example.com'))
  const browser = browserFor(application)
  const offer = pageOf(await signInHosted(browser, application, ADA), 'mfa-offer')
  const asked = pageOf(await browser.submit(offer, 'sign-in', BOB), 'mfa-code')
  pageOf(await browser.submit(asked, 'mfa-not-now'), 'sign-in')
  pageOf(await browser.open(offer.url), 'sign-in')
  codeOf(await browser.submit(asked, 'mfa-code', { code: his.code() }))
})
