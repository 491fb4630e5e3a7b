import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adminSetUserPassword } from '#src/domain/users/admin-set-user-password.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { browserFor, signInHosted, signUpHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse } from '#test/drive/open-poolhouse.ts'
import { refusalOf } from '#test/users/open-user-deps.ts'

const LONG = `Aa1-${'ü€𝄞 x'.repeat(24)}`.slice(0, 100)

test('CR-07 a long password counts to its last byte: cut, trimmed, folded, NUL-ended or composed otherwise it does not pass', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client, application } = poolhouse
  await poolhouse.addUser('ada@example.com')
  await adminSetUserPassword(domain, { pool, username: 'ada@example.com', password: LONG, permanent: true })
  const post = (password: string) => signInHosted(browserFor(application), application, { username: 'ada@example.com', password })
  const bytes = Buffer.from(LONG)
  const near = [bytes.subarray(0, 72).toString(), LONG.slice(0, 72), LONG.slice(0, -1), `${LONG} `, ` ${LONG}`, LONG.toUpperCase(), LONG.toLowerCase(), `${LONG}\0`, `${LONG}\0x`, LONG.normalize('NFD'), LONG.replaceAll('ü', 'u')]
  for (const password of near) {
    const stop = await post(password)
    pageOf(stop, 'sign-in')
    assert.match(summaryOf(stop) ?? '', /^(wrong_credentials|too_many_attempts|invalid_fields)$/, JSON.stringify(password))
    assert.match((await refusalOf(startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: 'ada@example.com', password }))).code, /^NotAuthorized$/)
    poolhouse.clock.advance(15 * 60_000 + 1)
  }
  codeOf(await post(LONG))
})

test('CR-07 256 characters sign up and in; 304, ten thousand and a megabyte are refused without a hash', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client, application } = poolhouse
  await poolhouse.addUser('ada@example.com')
  const full = `Aa1-${'x'.repeat(252)}`
  await adminSetUserPassword(domain, { pool, username: 'ada@example.com', password: full, permanent: true })
  codeOf(await signInHosted(browserFor(application), application, { username: 'ada@example.com', password: full }))
  const hash = [t.mock.method(domain.passwordHasher, 'verify'), t.mock.method(domain.passwordHasher, 'hash'), t.mock.method(domain.passwordHasher, 'verifyDecoy')]
  for (const length of [304, 10_000]) {
    const stop = await signInHosted(browserFor(application), application, { username: 'ada@example.com', password: 'x'.repeat(length) })
    assert.deepEqual(pageOf(stop, 'sign-in').view.frame.fieldErrors, { password: { code: 'too_long' } })
    const signUp = await signUpHosted(browserFor(application), application, { email: 'eve@example.com', password: `Aa1-${'x'.repeat(length)}` })
    assert.deepEqual(pageOf(signUp, 'sign-up').view.frame.fieldErrors, { password: { code: 'too_long' } })
  }
  const huge = await signInHosted(browserFor(application), application, { username: 'ada@example.com', password: 'x'.repeat(1_000_000) })
  assert.equal(huge.kind === 'application' ? 'signed in' : huge.status, 413)
  for (const username of ['ada@example.com', 'eve@example.com']) {
    assert.equal((await refusalOf(startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username, password: 'x'.repeat(1_000_000) }))).message, 'Incorrect username or password.')
  }
  assert.equal(hash.reduce((sum, { mock }) => sum + mock.callCount(), 0), 0)
})
