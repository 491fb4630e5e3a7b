import assert from 'node:assert/strict'
import { availableParallelism } from 'node:os'
import { test } from 'node:test'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { hours, minutes } from '#src/contracts/duration.ts'
import { generateSigningKey } from '#src/crypto/signing-key.ts'
import { JWKS_MAX_AGE, rotateSigningKeys } from '#src/domain/tokens/rotate-signing-keys.ts'
import { confirmSignUp } from '#src/domain/sign-up/confirm-sign-up.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { beginAuthorize, browserFor, issuerOf, logIn, refresh, signInHosted, signUpHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { startMailServer } from '#test/delivery/mail-server.ts'
import { freePort } from '#test/free-port.ts'
import { statusOf } from './start-program.ts'
import { until } from './until.ts'

const EMAIL = 'ada@example.com'

/** A relying party that fetches the keys only when what it has is as old as it may be. */
function createVerifier({ application, clock }: Poolhouse) {
  let fetchedAt = -Infinity
  let keys: JSONWebKeySet = { keys: [] }
  return async (token: string): Promise<string> => {
    const now = clock.now()
    if (now.getTime() - fetchedAt >= JWKS_MAX_AGE) {
      keys = (await (await fetch(`${issuerOf(application)}/.well-known/jwks.json`)).json()) as JSONWebKeySet
      fetchedAt = now.getTime()
    }
    return (await jwtVerify(token, createLocalJWKSet(keys), { issuer: issuerOf(application), currentDate: now })).protectedHeader.kid ?? ''
  }
}

test('RE-11 a key rotated under load: no token ever fails with a relying party that keeps keys as long as it may, and the old key goes when its last token is dead', async (t) => {
  const poolhouse = await openPoolhouse(t, { client: { AccessTokenValidity: 24, TokenValidityUnits: { AccessToken: 'hours' }, RefreshTokenValidity: 30 } })
  const { application, domain, stores, pool, clock } = poolhouse
  await poolhouse.addUser(EMAIL)
  const { refresh_token, access_token } = await logIn(browserFor(application), application, { username: EMAIL, password: PASSWORD })
  // Their caches grow old at different moments.
  const verifiers = Array.from({ length: 5 }, () => createVerifier(poolhouse))
  const kids = new Set<string>()
  const verifyFresh = async (verify: ReturnType<typeof createVerifier>) => {
    const { status, body } = await refresh(application, refresh_token)
    assert.equal(status, 200)
    const kid = await verify(body.access_token ?? '')
    assert.equal(await verify(body.id_token ?? ''), kid)
    kids.add(kid)
  }
  for (const verify of verifiers) {
    await verifyFresh(verify)
    clock.advance(minutes(1))
  }
  const [old = ''] = kids
  const lastOfOld = { token: access_token, until: clock.now().getTime() }
  const rotate = () => rotateSigningKeys({ store: stores.signingKeys, clock, generateSigningKey, signingKeys: domain.signingKeys }, pool)
  const [{ kid: fresh }] = await Promise.all([rotate(), ...verifiers.map(verifyFresh), ...verifiers.map(verifyFresh)])
  for (let minute = 0; minute < 16; minute++) {
    await Promise.all(verifiers.map(verifyFresh))
    if (!kids.has(fresh)) lastOfOld.token = (await refresh(application, refresh_token)).body.access_token ?? ''
    clock.advance(minutes(1))
  }
  assert.deepEqual(kids, new Set([old, fresh]))
  clock.advance(hours(24) - minutes(17))
  assert.equal(await createVerifier(poolhouse)(lastOfOld.token), old, 'its last token is believed to its end')
  clock.advance(hours(1))
  const { keys } = (await (await fetch(`${issuerOf(application)}/.well-known/jwks.json`)).json()) as JSONWebKeySet
  assert.deepEqual(keys.map(({ kid }) => kid), [fresh])
})

test('RE-15 five hundred sign-ins at once: those beyond the hashing queue are refused at once as TooManyRequests; keys and refreshes are answered meanwhile', async (t) => {
  const poolhouse = await openPoolhouse(t, { variables: { ARGON2_MEMORY_KIB: '16384', ARGON2_ITERATIONS: '1' } })
  const { application, domain, pool, client } = poolhouse
  await poolhouse.addUser(EMAIL)
  const { refresh_token } = await logIn(browserFor(application), application, { username: EMAIL, password: PASSWORD })
  const outcomes: string[] = []
  const flood = Promise.all(Array.from({ length: 500 }, (_, n) =>
    startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: `user${n}@example.com`, password: PASSWORD })
      .catch(({ name, code }: { name: string; code: string }) => void outcomes.push(`${name} ${code}`))))
  await until('the queue is full', () => outcomes.includes('DomainError TooManyRequests'))
  const [keys, refreshed] = await Promise.all([statusOf(`${issuerOf(application)}/.well-known/jwks.json`), refresh(application, refresh_token)])
  assert.ok(outcomes.length < 500, 'they were answered before the flood was over')
  assert.deepEqual([keys, refreshed.status], [200, 200])
  await flood
  assert.deepEqual(new Set(outcomes), new Set(['DomainError TooManyRequests', 'DomainError NotAuthorized']))
  assert.equal(domain.passwordHasher.queueLength(), 0)
  codeOf(await signInHosted(browserFor(application), application, { username: EMAIL, password: PASSWORD }))
})

test('RE-15 on the page: while the hashing queue is full the form says to try again and keeps what was typed', async (t) => {
  const poolhouse = await openPoolhouse(t, { variables: { ARGON2_MEMORY_KIB: '2048' } })
  const { application, domain } = poolhouse
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
  let flooding = true
  const hashing = async () => {
    while (flooding) await domain.passwordHasher.verifyDecoy(PASSWORD)
  }
  // As many as fit: each place that becomes free is taken again at once.
  const flood = Promise.all(Array.from({ length: 256 + availableParallelism() }, hashing))
  const submitted = browser.submit(page, 'sign-in', { username: EMAIL, password: PASSWORD })
  const answered = await submitted.finally(() => { flooding = false })
  const stop = pageOf(answered, 'sign-in')
  assert.deepEqual([stop.status, summaryOf(stop), stop.view.identifier.value], [200, 'temporarily_unavailable', EMAIL])
  await flood
})

test('RE-10 a mail server that is down hinders no sign-up and no sign-in; after its return each message arrives once', async (t) => {
  const port = await freePort()
  const poolhouse = await openPoolhouse(t, { variables: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'no-reply@example.com' } })
  const { application, clock, domain, pool, client } = poolhouse
  await poolhouse.addUser(EMAIL)
  const newcomers = ['one@example.com', 'two@example.com', 'three@example.com']
  for (const email of newcomers) pageOf(await signUpHosted(browserFor(application), application, { email, password: PASSWORD }), 'confirm')
  codeOf(await signInHosted(browserFor(application), application, { username: EMAIL, password: PASSWORD }))

  const mailServer = await startMailServer(t, { port })
  clock.advance(minutes(1)) // longer than the waits so far, shorter than a delivery may take
  await until('every message has arrived', () => mailServer.mails.length >= newcomers.length)
  const receivers = () => mailServer.mails.map((mail) => mail.to?.[0]?.address).toSorted()
  assert.deepEqual(receivers(), newcomers.toSorted())
  for (const username of newcomers) {
    const mail = mailServer.mails.find(({ to }) => to?.[0]?.address === username)
    await confirmSignUp(domain, { pool, client, wire: 'api', username, code: /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '' })
  }
  // A later message is the last one: nothing came twice before it.
  await signUpHosted(browserFor(application), application, { email: 'last@example.com', password: PASSWORD })
  await until('the last message has arrived', () => receivers().includes('last@example.com'))
  assert.equal(mailServer.mails.length, newcomers.length + 1)
})
