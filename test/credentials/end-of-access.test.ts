import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyAccessToken } from '#src/domain/tokens/verify-access-token.ts'
import { adminDeleteUser } from '#src/domain/users/delete-user.ts'
import { adminDisableUser } from '#src/domain/users/admin-enable-user.ts'
import { adminResetUserPassword } from '#src/domain/users/admin-reset-user-password.ts'
import { adminUserGlobalSignOut, globalSignOut } from '#src/domain/users/global-sign-out.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { changePassword } from '#src/domain/users/change-password.ts'
import { beginAuthorize, browserFor, exchangeCode, logIn, refresh, signInHosted, userInfoStatus } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { refusalOf } from '#test/users/open-user-deps.ts'

const EMAIL = 'ada@example.com'

/** What ends a user's access, and whether the user may sign in again by the same password afterwards. */
const ENDS: Record<string, { end: (poolhouse: Poolhouse) => Promise<unknown>; again: boolean }> = {
  'the user signs out everywhere': { end: async (poolhouse) => globalSignOut(poolhouse.domain, { pool: poolhouse.pool, user: await poolhouse.findUser(EMAIL) }), again: true },
  'an operator signs the user out': { end: ({ domain, pool }) => adminUserGlobalSignOut(domain, { pool, username: EMAIL }), again: true },
  'an operator disables the user': { end: ({ domain, pool }) => adminDisableUser(domain, { pool, username: EMAIL }), again: false },
  'an operator demands a new password': { end: ({ domain, pool }) => adminResetUserPassword(domain, { pool, username: EMAIL }), again: false },
  'an operator deletes the user': { end: ({ domain, pool }) => adminDeleteUser(domain, { pool, username: EMAIL }), again: false },
}

test('CR-17 sign-out everywhere, disabling, resetting and deleting end access tokens, refresh tokens, codes, hosted sessions and sign-ins under way', async (t) => {
  for (const [name, { end, again }] of Object.entries(ENDS)) await t.test(name, async (t) => {
    const poolhouse = await openPoolhouse(t)
    const { application, domain, pool } = poolhouse
    await poolhouse.addUser(EMAIL)
    const person = { username: EMAIL, password: PASSWORD }
    const [browser, other] = [browserFor(application), browserFor(application)]
    const tokens = await logIn(browser, application, person)
    const code = codeOf(await beginAuthorize(browser, application))
    const otherCode = codeOf(await signInHosted(other, application, person))
    assert.equal(await userInfoStatus(application, tokens.access_token), 200)

    await end(poolhouse)

    assert.equal(await userInfoStatus(application, tokens.access_token), 401)
    assert.match((await refusalOf(verifyAccessToken(domain, { pool, token: tokens.access_token }))).code, /^(NotAuthorized|UserNotFound)$/)
    assert.deepEqual((await refresh(application, tokens.refresh_token)).body.error, 'invalid_grant')
    for (const dead of [code, otherCode]) assert.equal((await exchangeCode(application, dead)).body.error, 'invalid_grant')
    for (const signedIn of [browser, other]) {
      pageOf(await beginAuthorize(signedIn, application), 'sign-in')
      const silent = await beginAuthorize(signedIn, application, { prompt: 'none' })
      assert.equal(silent.kind === 'application' && silent.location.searchParams.get('error'), 'login_required')
    }
    const tried = await signInHosted(browserFor(application), application, person)
    if (again) assert.ok(codeOf(tried))
    else assert.match(summaryOf(tried) ?? '', /^(wrong_credentials|user_disabled|password_reset_required)$/)
  })
})

test('CR-17 what ended by a sign-out everywhere stays dead after the next sign-in, also within the same second', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { application, domain, pool } = poolhouse
  await poolhouse.addUser(EMAIL)
  const person = { username: EMAIL, password: PASSWORD }
  const before = await logIn(browserFor(application), application, person)
  await adminUserGlobalSignOut(domain, { pool, username: EMAIL })
  const after = await logIn(browserFor(application), application, person)
  assert.deepEqual([await userInfoStatus(application, before.access_token), await userInfoStatus(application, after.access_token)], [401, 200])
  assert.equal((await refresh(application, before.refresh_token)).body.error, 'invalid_grant')
  assert.equal((await refresh(application, after.refresh_token)).status, 200)
})

test('CR-19 ChangePassword counts wrong present passwords before comparing, in parallel too; the right one no longer helps', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, client } = poolhouse
  const user = await poolhouse.addUser(EMAIL)
  const change = (previousPassword: string) => changePassword(domain, { pool, user, previousPassword, proposedPassword: 'Another-Horse-9' })
  const outcomes = await Promise.all(Array.from({ length: 40 }, (_, n) => refusalOf(change(`Wrong-Horse-${n}`)).then(({ code }) => code)))
  assert.equal(outcomes.filter((code) => code === 'NotAuthorized').length, 5)
  assert.equal(outcomes.filter((code) => code === 'LimitExceeded').length, 35)
  assert.equal((await refusalOf(change(PASSWORD))).code, 'LimitExceeded')
  // A thief of a token locks nobody out of signing in.
  assert.equal((await startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: EMAIL, password: PASSWORD })).kind, 'signed-in')
})
