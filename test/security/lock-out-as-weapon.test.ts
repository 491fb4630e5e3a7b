import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days } from '#src/contracts/duration.ts'
import type { Browser } from '#src/domain/devices/browser.ts'
import { answerChallenge } from '#src/domain/sign-in/answer-challenge.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { confirmDevice } from '#test/aws-api/devices.ts'
import { makePool, makeUser, PASSWORD as API_PASSWORD } from '#test/aws-api/make-pool.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'
import { begin, ended } from '#test/aws-api/second-factors.ts'
import { beginAuthorize, browserFor, signInHosted } from '#test/drive/application.ts'
import { codeOf, type HostedBrowser, pageOf, type Stop, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { createSrpClient } from '#test/users/srp-client.ts'
import { refusalOf } from '#test/users/open-user-deps.ts'

const EMAIL = 'ada@example.com'
const ADA = { username: EMAIL, password: PASSWORD }
const BEHIND_PROXY = { variables: { TRUST_PROXY: '127.0.0.1/32', NETWORK_TRY_LIMIT: '1000' } }
const HOME = '203.0.113.7'

/** Somebody fails for Ada from many addresses at once, until she is locked, and keeps at it. */
const attack = ({ domain, pool, client }: Poolhouse, tries = 40) =>
  Promise.all(Array.from({ length: tries }, (_, n) => refusalOf(startSignIn(domain, {
    pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: EMAIL, password: `Wrong-Horse-${n}`, address: `198.51.100.${n}`,
  })).then(({ details }) => details.reason)))

const fromNetwork = ({ domain, pool, client }: Poolhouse, address: string | null, password = PASSWORD, app = client) =>
  startSignIn(domain, { pool, client: app, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: EMAIL, password, address })
const reason = async (step: Promise<unknown>) => (await refusalOf(step)).details.reason

async function signInAgain({ application }: Poolhouse, browser: HostedBrowser, password = PASSWORD): Promise<Stop> {
  const page = pageOf(await beginAuthorize(browser, application, { prompt: 'login' }), 'sign-in')
  return browser.submit(page, 'sign-in', { username: EMAIL, password })
}

test('CR-25 whoever keeps failing for Ada does not lock the browser out that she has signed in with; strangers are', async (t) => {
  const poolhouse = await openPoolhouse(t)
  // The first lock is a second long, and a busy machine takes longer over what follows.
  poolhouse.clock.hold()
  await poolhouse.addUser(EMAIL)
  const known = browserFor(poolhouse.application)
  codeOf(await signInHosted(known, poolhouse.application, ADA))
  const [guessing] = await Promise.all([attack(poolhouse), signInAgain(poolhouse, known).then(codeOf)])
  assert.ok(guessing.includes('password-attempts-exceeded'))
  assert.equal(summaryOf(await signInHosted(browserFor(poolhouse.application), poolhouse.application, ADA)), 'too_many_attempts')
  for (let n = 0; n < 3; n++) codeOf(await signInAgain(poolhouse, known))
  assert.equal(summaryOf(await signInHosted(browserFor(poolhouse.application), poolhouse.application, ADA)), 'too_many_attempts', 'her success frees nobody else')
})

test('CR-25 guessing from a known browser locks there as anywhere, in parallel and with copies of its cookie, and ends', async (t) => {
  const poolhouse = await openPoolhouse(t)
  poolhouse.clock.hold()
  await poolhouse.addUser(EMAIL)
  const known = browserFor(poolhouse.application)
  codeOf(await signInHosted(known, poolhouse.application, ADA))
  const verify = t.mock.method(poolhouse.domain.passwordHasher, 'verify')
  const copies = await Promise.all(Array.from({ length: 30 }, async () => {
    const browser = browserFor(poolhouse.application, { copied: known })
    return { browser, page: pageOf(await beginAuthorize(browser, poolhouse.application, { prompt: 'login' }), 'sign-in') }
  }))
  await Promise.all(copies.map(({ browser, page }, n) => browser.submit(page, 'sign-in', { username: EMAIL, password: `Wrong-Horse-${n}` })))
  assert.ok(verify.mock.callCount() >= 5 && verify.mock.callCount() <= 10, `${verify.mock.callCount()} passwords were compared`)
  assert.equal(summaryOf(await signInAgain(poolhouse, known)), 'too_many_attempts')
  codeOf(await signInHosted(browserFor(poolhouse.application), poolhouse.application, ADA))
  poolhouse.clock.advance(60_000)
  codeOf(await signInAgain(poolhouse, known))
})

test('CR-25 a cookie of another user, another pool, altered, or a month old makes no browser known', async (t) => {
  const poolhouse = await openPoolhouse(t)
  poolhouse.clock.hold()
  await poolhouse.addUser(EMAIL)
  await poolhouse.addUser('eve@example.com')
  const { application, clock } = poolhouse
  const [hers, eves] = [browserFor(application), browserFor(application)]
  codeOf(await signInHosted(hers, application, ADA))
  codeOf(await signInHosted(eves, application, { username: 'eve@example.com', password: PASSWORD }))
  const cookieOf = (browser: HostedBrowser) => [...browser.plain.cookies.values()].find(({ name }) => name.endsWith('.known')) ?? assert.fail()
  const { name, value } = cookieOf(hers)
  const trying = async (cookie: string) => {
    const browser = browserFor(application)
    browser.plain.cookies.set(`${name} /`, { name, value: cookie, path: '/' })
    const stop = await signInHosted(browser, application, ADA)
    return stop.kind === 'application' ? 'in' : summaryOf(stop)
  }
  await attack(poolhouse)
  assert.equal(await trying(value), 'in')
  const altered = `${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`
  for (const cookie of [cookieOf(eves).value, altered, 'x', '']) assert.equal(await trying(cookie), 'too_many_attempts', cookie)
  clock.advance(days(31))
  await attack(poolhouse)
  assert.equal(await trying(value), 'too_many_attempts')
})

test('CR-25 Ada gets in from a network she signed in from within a month, also by SRP, and nobody is let off there', async (t) => {
  const poolhouse = await openPoolhouse(t, BEHIND_PROXY)
  const { domain, pool, client, clock } = poolhouse
  clock.hold()
  await poolhouse.addUser(EMAIL)
  assert.equal((await fromNetwork(poolhouse, HOME)).kind, 'signed-in')
  await attack(poolhouse)
  assert.equal(await reason(fromNetwork(poolhouse, '192.0.2.9')), 'password-attempts-exceeded')
  assert.equal((await fromNetwork(poolhouse, HOME)).kind, 'signed-in')
  const srp = createSrpClient()
  const begun = await startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_SRP_AUTH', username: EMAIL, srpA: srp.srpA, address: HOME })
  if (begun.kind !== 'challenge') assert.fail('SRP asks for a proof first.')
  const proof = { pool, client, wire: 'api', session: begun.session, challenge: 'PASSWORD_VERIFIER', responses: srp.answer(begun.parameters, pool.id, PASSWORD), address: HOME } as const
  assert.equal((await answerChallenge(domain, proof)).kind, 'signed-in')
  const server = await createUserPoolClient(domain, { ...client.settings, UserPoolId: pool.id, ClientName: 'server', GenerateSecret: true })
  assert.equal(await reason(fromNetwork(poolhouse, HOME, PASSWORD, server)), 'password-attempts-exceeded', 'the address of a server says nothing of a person')
  const guesses = await Promise.all(Array.from({ length: 30 }, (_, n) => reason(fromNetwork(poolhouse, HOME, `Wrong-Horse-${n}`))))
  assert.ok(guesses.filter((guess) => guess === 'wrong-credentials').length <= 10)
  assert.equal(await reason(fromNetwork(poolhouse, HOME)), 'password-attempts-exceeded')
  clock.advance(days(31))
  await attack(poolhouse)
  assert.equal(await reason(fromNetwork(poolhouse, HOME)), 'password-attempts-exceeded', 'a month without a sign-in')
})

test('CR-25 a remembered device of the API is not locked out by others, and one of somebody else opens nothing', async (t) => {
  const api = await openAwsApi(t)
  api.clock.hold()
  const made = await makePool(api, { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false } })
  const party = { api, ...made }
  await makeUser(api, made.pool, 'ada')
  await makeUser(api, made.pool, 'eve')
  const device = await confirmDevice(party, await begin(party))
  const eves = await confirmDevice(party, await begin(party, { USERNAME: 'eve' }))
  const wrong = await Promise.all(Array.from({ length: 30 }, () => begin(party, { PASSWORD: `${API_PASSWORD}x` })))
  assert.ok(wrong.some(({ message }) => message === 'Password attempts exceeded'))
  assert.equal((await begin(party)).message, 'Password attempts exceeded')
  assert.equal((await begin(party, { DEVICE_KEY: eves.key })).message, 'Password attempts exceeded')
  const known = await begin(party, { DEVICE_KEY: device.key })
  assert.equal(ended(known), 'DEVICE_SRP_AUTH')
  const guesses = await Promise.all(Array.from({ length: 30 }, () => begin(party, { DEVICE_KEY: device.key, PASSWORD: `${API_PASSWORD}x` })))
  assert.ok(guesses.filter(({ message }) => message === 'Incorrect username or password.').length <= 10)
  assert.equal((await begin(party, { DEVICE_KEY: device.key })).message, 'Password attempts exceeded')
})

test('CR-25 codes as first factor: whoever uses up guesses and messages for Ada leaves those of her own browser', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } } })
  const { domain, pool, client } = poolhouse
  const { id: userId } = await poolhouse.addUser(EMAIL)
  const browser: Browser = { devices: [], knownAs: [{ userId, place: 'her-own' }] }
  const ask = (own?: Browser) => startSignIn(domain, { pool, client, wire: 'hosted', flow: 'USER_AUTH', preferred: 'EMAIL_OTP', username: EMAIL, browser: own })
  const theirs = await ask()
  if (theirs.kind !== 'challenge') assert.fail('A code is asked for.')
  const guess = (session: string, code: string, own?: Browser) =>
    answerChallenge(domain, { pool, client, wire: 'hosted', session, challenge: 'EMAIL_OTP', responses: { EMAIL_OTP_CODE: code }, browser: own })
  const guesses = await Promise.all(Array.from({ length: 30 }, (_, n) => refusalOf(guess(theirs.session, String(10_000_000 + n))).then(({ code }) => code)))
  assert.ok(guesses.filter((code) => code === 'CodeMismatch').length <= 10)
  for (let n = 0; n < 12; n++) await ask().catch((error: { code?: string }) => assert.equal(error.code, 'LimitExceeded'))
  assert.equal((await refusalOf(ask())).code, 'LimitExceeded')
  const own = await ask(browser)
  if (own.kind !== 'challenge') assert.fail('A code is asked for.')
  const { code } = await poolhouse.message({ to: EMAIL })
  assert.equal((await guess(own.session, code ?? '', browser)).kind, 'signed-in')
})
