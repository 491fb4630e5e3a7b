import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { answerChallenge } from '#src/domain/sign-in/answer-challenge.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { beginAuthorize, browserFor, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { refusalOf } from '#test/users/open-user-deps.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const BEHIND_PROXY = { TRUST_PROXY: '127.0.0.1/32,10.9.0.0/16' }
const ATTACKER = '203.0.113.7'

const signIn = ({ domain, pool, client }: Poolhouse, username: string, password: string, clientIp: string | null, app = client) =>
  startSignIn(domain, { pool, client: app, wire: 'api', flow: 'USER_PASSWORD_AUTH', username, password, address: clientIp })

/** Tries one password on many users at once; how many tries were judged. */
const spray = async (poolhouse: Poolhouse, clientIp: (n: number) => string | null, users = 100, app = poolhouse.client) => {
  const outcomes = await Promise.all(Array.from({ length: users }, (_, n) => refusalOf(signIn(poolhouse, `user${n}@example.com`, 'Spring-2026!', clientIp(n), app)).then(({ code }) => code)))
  return outcomes.filter((code) => code === 'NotAuthorized').length
}

test('CR-24 one password tried on a hundred users from one address is throttled; the users sign in from elsewhere unhurt', async (t) => {
  const poolhouse = await openPoolhouse(t, { variables: BEHIND_PROXY })
  const { application } = poolhouse
  poolhouse.clock.hold()
  await poolhouse.addUser('user7@example.com')
  const attacker = browserFor(application, { address: ATTACKER })
  let page = pageOf(await beginAuthorize(attacker, application), 'sign-in')
  const said = []
  for (let n = 0; n < 61; n++) {
    page = pageOf(await attacker.submit(page, 'sign-in', { username: `user${n}@example.com`, password: 'Spring-2026!' }), 'sign-in')
    said.push(summaryOf(page))
  }
  assert.deepEqual([said.slice(0, 60).every((code) => code === 'wrong_credentials'), said[60]], [true, 'too_many_attempts'])
  const retry = page.view.frame.summary?.retryInSeconds ?? 0
  assert.ok(retry > 500 && retry <= 600, `${retry}`)
  const person = { username: 'user7@example.com', password: PASSWORD }
  assert.equal(summaryOf(await signInHosted(browserFor(application, { address: ATTACKER }), application, person)), 'too_many_attempts')
  codeOf(await signInHosted(browserFor(application, { address: '198.51.100.4' }), application, person))
  // What was refused for its network was not counted on the user: nobody is locked out by it.
  for (let n = 0; n < 20; n++) assert.equal((await refusalOf(signIn(poolhouse, person.username, 'Spring-2026!', ATTACKER))).code, 'TooManyRequests')
  codeOf(await signInHosted(browserFor(application, { address: '198.51.100.4' }), application, person))
  poolhouse.clock.advance(minutes(10) + 1)
  codeOf(await signInHosted(browserFor(application, { address: ATTACKER }), application, person))
})

test('CR-24 a hundred guesses at once are judged no more often, by plain password and by SRP on one counter; an IPv6 customer is one network', async (t) => {
  const poolhouse = await openPoolhouse(t, { variables: BEHIND_PROXY })
  const { domain, pool, client } = poolhouse
  assert.equal(await spray(poolhouse, (n) => `2001:db8:7:7:${n.toString(16)}::1`), 60)
  assert.equal(await spray(poolhouse, (n) => `2001:db8:7:${n.toString(16)}::1`, 20), 19, 'others are other networks')
  const srp = createSrpClient()
  const begun = await startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_SRP_AUTH', username: 'user8@example.com', srpA: srp.srpA })
  if (begun.kind !== 'challenge') throw new Error('SRP asks for a proof first.')
  const proof = answerChallenge(domain, {
    pool, client, wire: 'api', session: begun.session, challenge: 'PASSWORD_VERIFIER', responses: srp.answer(begun.parameters, pool.id, 'Spring-2026!'),
    address: '2001:db8:7:7::9',
  })
  assert.equal((await refusalOf(proof)).code, 'TooManyRequests')
})

test('CR-24 right passwords use nothing of the limit up, whoever else is behind the address', async (t) => {
  const poolhouse = await openPoolhouse(t, { variables: { ...BEHIND_PROXY, NETWORK_TRY_LIMIT: '3' } })
  await poolhouse.addUser('ada@example.com')
  for (let n = 0; n < 8; n++) assert.equal((await signIn(poolhouse, 'ada@example.com', PASSWORD, ATTACKER)).kind, 'signed-in')
  assert.equal(await spray(poolhouse, () => ATTACKER, 10), 3)
  assert.equal((await refusalOf(signIn(poolhouse, 'ada@example.com', PASSWORD, ATTACKER))).code, 'TooManyRequests')
})

test('CR-24 operators, servers with a client secret, the proxies themselves and a limit of 0 are not throttled', async (t) => {
  const poolhouse = await openPoolhouse(t, { variables: { ...BEHIND_PROXY, NETWORK_TRY_LIMIT: '3' } })
  const { domain, pool, client } = poolhouse
  const server = await createUserPoolClient(domain, { ...client.settings, UserPoolId: pool.id, ClientName: 'server', GenerateSecret: true })
  assert.equal(await spray(poolhouse, () => ATTACKER, 10, server), 10)
  assert.equal(await spray(poolhouse, () => '10.9.1.1', 10), 10, 'a proxy hides people')
  assert.equal(await spray(poolhouse, () => '10.1.1.1', 10), 3, 'behind a known proxy a private address is a person\'s')
  assert.equal(await spray(poolhouse, () => null, 10), 10)
  const free = await openPoolhouse(t, { variables: { ...BEHIND_PROXY, NETWORK_TRY_LIMIT: '0' } })
  assert.equal(await spray(free, () => ATTACKER), 100)
})

test('CR-27 without a trusted proxy forwarded headers change nothing, and a private peer, which may be a proxy, is not throttled', async (t) => {
  const poolhouse = await openPoolhouse(t, { variables: { NETWORK_TRY_LIMIT: '3' } })
  const { application } = poolhouse
  for (let n = 0; n < 6; n++) {
    const stop = await signInHosted(browserFor(application, { address: ATTACKER }), application, { username: `user${n}@example.com`, password: 'Spring-2026!' })
    assert.equal(summaryOf(stop), 'wrong_credentials')
  }
  for (const hidden of ['127.0.0.1', '::1', '10.0.0.5', '192.168.1.9', '172.17.0.1', '100.64.3.2', 'fd00::1', 'fe80::1', '::ffff:10.0.0.5']) assert.equal(await spray(poolhouse, () => hidden, 6), 6, hidden)
  for (const shown of ['198.51.100.4', '::ffff:8.8.8.8', '2606:4700::1']) assert.equal(await spray(poolhouse, () => shown, 6), shown === '198.51.100.4' ? 6 : 3, shown)
})

test('CR-27 behind a trusted proxy it is the right-most stranger that counts, whatever the client wrote before it', async (t) => {
  const poolhouse = await openPoolhouse(t, { variables: { ...BEHIND_PROXY, NETWORK_TRY_LIMIT: '3' } })
  const { application } = poolhouse
  const said = []
  for (let n = 0; n < 5; n++) {
    const forged = browserFor(application, { address: `198.51.100.${n}, ::ffff:${ATTACKER}, 10.9.3.3` })
    said.push(summaryOf(await signInHosted(forged, application, { username: `user${n}@example.com`, password: 'Spring-2026!' })))
  }
  assert.deepEqual(said, ['wrong_credentials', 'wrong_credentials', 'wrong_credentials', 'too_many_attempts', 'too_many_attempts'])
})
