import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seconds } from '#src/contracts/duration.ts'
import { answerChallenge } from '#src/domain/sign-in/answer-challenge.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { beginAuthorize, browserFor, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, type Stop, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { refusalOf } from '#test/users/open-user-deps.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const EMAIL = 'ada@example.com'

const guess = (poolhouse: Poolhouse, username: string, password = 'Wrong-Horse-9') =>
  signInHosted(browserFor(poolhouse.application), poolhouse.application, { username, password })

/** What the page says, without what is new on every page. */
const said = (stop: Stop) => {
  const { url: _url, status, view } = pageOf(stop, 'sign-in')
  const { form: _form, links: _links, ...frame } = view.frame
  return { status, view: { ...view, frame } }
}

test('CR-01 on the page: five wrong passwords, then locked for 1, 2, 4 … seconds; a try under the lock is not counted; the right one gets in after it', async (t) => {
  const poolhouse = await openPoolhouse(t)
  poolhouse.clock.hold()
  await poolhouse.addUser(EMAIL)
  const browser = browserFor(poolhouse.application)
  let page = pageOf(await beginAuthorize(browser, poolhouse.application), 'sign-in')
  const post = async (password: string) => {
    const stop = await browser.submit(page, 'sign-in', { username: EMAIL, password })
    if (stop.kind === 'page') page = pageOf(stop, 'sign-in')
    return stop
  }
  for (let failures = 1; failures <= 5; failures++) assert.equal(summaryOf(await post('Wrong-Horse-9')), 'wrong_credentials', `failure ${failures}`)
  for (const wait of [1, 2, 4]) {
    const refused = await post(PASSWORD)
    assert.deepEqual([summaryOf(refused), pageOf(refused, 'sign-in').view.frame.summary?.retryInSeconds], ['too_many_attempts', wait], 'the right password does not help')
    poolhouse.clock.advance(seconds(wait) + 100)
    assert.equal(summaryOf(await post('Wrong-Horse-9')), 'wrong_credentials')
  }
  poolhouse.clock.advance(seconds(9))
  codeOf(await post(PASSWORD))
})

test('CR-02 on the page: of sixty guesses at once at most ten are judged', async (t) => {
  const poolhouse = await openPoolhouse(t)
  poolhouse.clock.hold()
  await poolhouse.addUser(EMAIL)
  const verify = t.mock.method(poolhouse.domain.passwordHasher, 'verify')
  const browser = browserFor(poolhouse.application)
  const page = pageOf(await beginAuthorize(browser, poolhouse.application), 'sign-in')
  const form = page.view.frame.form
  // Sixty posts of one browser: the next page is not followed, as an attacker would not.
  const statuses = await Promise.all(Array.from({ length: 60 }, (_, n) => browser.plain.post(`${poolhouse.url}${form.basePath}/hosted/sign-in`, {
    csrf: form.csrf, uid: form.uid ?? '', username: EMAIL, password: `Wrong-Horse-${n}`,
  }).then(({ status }) => status)))
  assert.deepEqual(new Set(statuses), new Set([303]))
  assert.ok(verify.mock.callCount() >= 5 && verify.mock.callCount() <= 10, `${verify.mock.callCount()} passwords were compared`)
})

test('CR-03 on the page: an unknown user gets the same eight answers as a known one', async (t) => {
  const poolhouse = await openPoolhouse(t)
  poolhouse.clock.hold()
  await poolhouse.addUser('ada@example.com')
  const answersTo = async (username: string) => {
    const answers = []
    for (let n = 0; n < 8; n++) {
      const { status, view } = said(await guess(poolhouse, username))
      answers.push({ status, view: { ...view, identifier: { ...view.identifier, value: '' } } })
    }
    return answers
  }
  const known = await answersTo('ada@example.com')
  assert.deepEqual(await answersTo('eve@example.com'), known)
  assert.equal(known.at(-1)?.view.frame.summary?.code, 'too_many_attempts', 'the lock is among the answers')
})

test('CR-05 the page, plain passwords, SRP and the administrator\'s flow share one counter', async (t) => {
  const poolhouse = await openPoolhouse(t)
  poolhouse.clock.hold()
  const { domain, pool, client } = poolhouse
  await poolhouse.addUser(EMAIL)
  const srp = async (username: string, password: string) => {
    const srpClient = createSrpClient()
    const begun = await startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_SRP_AUTH', username, srpA: srpClient.srpA })
    assert.equal(begun.kind, 'challenge')
    return answerChallenge(domain, {
      pool, client, wire: 'api', session: begun.session, challenge: 'PASSWORD_VERIFIER', responses: srpClient.answer(begun.parameters, pool.id, password),
    })
  }
  const ways = [
    () => guess(poolhouse, 'ADA@example.com').then(summaryOf),
    () => refusalOf(startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: EMAIL, password: 'Wrong-Horse-9' })).then(({ message }) => message),
    () => refusalOf(srp('Ada@Example.com', 'Wrong-Horse-9')).then(({ message }) => message),
    () => refusalOf(startSignIn(domain, { pool, client, wire: 'admin', flow: 'ADMIN_USER_PASSWORD_AUTH', username: EMAIL, password: 'Wrong-Horse-9' })).then(({ message }) => message),
    () => guess(poolhouse, EMAIL).then(summaryOf),
  ]
  for (const way of ways) assert.match(await way() ?? '', /wrong_credentials|Incorrect username or password\./)
  assert.equal(summaryOf(await guess(poolhouse, EMAIL, PASSWORD)), 'too_many_attempts')
  assert.equal((await refusalOf(srp(EMAIL, PASSWORD))).details.reason, 'password-attempts-exceeded')
  assert.equal((await refusalOf(startSignIn(domain, { pool, client, wire: 'admin', flow: 'ADMIN_USER_PASSWORD_AUTH', username: EMAIL, password: PASSWORD }))).details.reason, 'password-attempts-exceeded')
})

test('CR-06 a known and an unknown name cost the same hashes and statements on every way to sign in', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client, opened } = poolhouse
  const hashes = [t.mock.method(domain.passwordHasher, 'verify'), t.mock.method(domain.passwordHasher, 'verifyDecoy'), t.mock.method(domain.passwordHasher, 'hash')]
  const known = ['ada@example.com', 'bea@example.com', 'cleo@example.com']
  const unknown = ['dora@example.com', 'eve@example.com', 'fay@example.com']
  for (const username of known) await poolhouse.addUser(username)
  /** What runs by the clock sends statements of its own now and then: the least that one of the names costs counts. */
  const cost = async (usernames: readonly string[], work: (username: string) => Promise<unknown>) => {
    const costs = []
    for (const username of usernames) {
      const before = { statements: opened.statements(), hashes: hashes.reduce((sum, { mock }) => sum + mock.callCount(), 0) }
      await work(username)
      costs.push({ statements: opened.statements() - before.statements, hashes: hashes.reduce((sum, { mock }) => sum + mock.callCount(), 0) - before.hashes })
    }
    return { statements: Math.min(...costs.map(({ statements }) => statements)), hashes: costs.map(({ hashes: made }) => made) }
  }
  const plain = (username: string) => refusalOf(startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username, password: 'Wrong-Horse-9' }))
  for (const usernames of [known, unknown, ['no name at all\u200b', 'nor this\u200b', 'nor that\u200b']]) {
    assert.deepEqual(await cost(usernames, plain), { statements: 1, hashes: [1, 1, 1] }, usernames.join())
  }
  const page = (username: string) => guess(poolhouse, username)
  await page('warm@example.com') // caches are filled
  assert.deepEqual(await cost(known, page), await cost(unknown, page))
  const begin = (username: string) => startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_SRP_AUTH', username, srpA: createSrpClient().srpA })
  assert.deepEqual(await cost(known, begin), await cost(unknown, begin))
})
