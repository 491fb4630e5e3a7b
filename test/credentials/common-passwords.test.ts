import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmForgotPassword } from '#src/domain/recovery/confirm-forgot-password.ts'
import { forgotPassword } from '#src/domain/recovery/forgot-password.ts'
import { answerChallenge } from '#src/domain/sign-in/answer-challenge.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { signUp } from '#src/domain/sign-up/sign-up.ts'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { adminSetUserPassword } from '#src/domain/users/admin-set-user-password.ts'
import { changePassword } from '#src/domain/users/change-password.ts'
import { signInToAccount } from '#test/drive/account.ts'
import { beginAuthorize, browserFor, signInHosted, signUpHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, type Stop } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { refusalOf } from '#test/users/open-user-deps.ts'

const COMMON = 'P@ssw0rd-123'
const TEMPORARY = 'Temporary-Horse-9'
const ADA = 'ada@example.com'
const BOB = 'bob@example.com'

const invite = ({ domain, pool }: Poolhouse, temporaryPassword: string) =>
  adminCreateUser(domain, { pool, username: BOB, attributes: { email: BOB }, temporaryPassword, messageAction: 'SUPPRESS' })

/** Each way of the API by which a password comes to stay, in an order in which all succeed. */
const waysOfApi = async (poolhouse: Poolhouse): Promise<Record<string, (password: string) => Promise<unknown>>> => {
  const { domain, pool, client } = poolhouse
  const user = await poolhouse.addUser(ADA)
  await invite(poolhouse, TEMPORARY)
  const invited = await startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: BOB, password: TEMPORARY })
  const session = invited.kind === 'challenge' ? invited.session : assert.fail('There is no challenge.')
  await forgotPassword(domain, { pool, client, wire: 'api', username: ADA })
  const code = (await poolhouse.message({ to: ADA })).code ?? ''
  return {
    signUp: (password) => signUp(domain, { pool, client, wire: 'api', username: 'eve@example.com', password, attributes: {} }),
    challenge: (password) => answerChallenge(domain, { pool, client, wire: 'api', challenge: 'NEW_PASSWORD_REQUIRED', session, responses: { USERNAME: BOB, NEW_PASSWORD: password } }),
    change: async (password) => changePassword(domain, { pool, user: await poolhouse.findUser(ADA), previousPassword: PASSWORD, proposedPassword: password }),
    reset: (password) => confirmForgotPassword(domain, { pool, client, wire: 'api', username: ADA, code, password }),
    operator: (password) => adminSetUserPassword(domain, { pool, username: user.id, password, permanent: true }),
  }
}

const refusedAsCommon = (stop: Stop, screen: 'sign-up' | 'reset-password' | 'new-password' | 'account-password') => {
  const page = pageOf(stop, screen)
  assert.deepEqual([page.view.frame.summary?.code, page.view.frame.fieldErrors], ['password_common', { password: { code: 'password_common' } }], screen)
  return page
}

test('CR-20 the API lets no common password stay, and the same try with another one passes', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const ways = await waysOfApi(poolhouse)
  for (const [way, set] of Object.entries(ways)) {
    const { code, message } = await refusalOf(set(COMMON))
    assert.deepEqual([code, message], ['InvalidPassword', 'Password did not conform with policy: Password is too common'], way)
  }
  for (const [way, set] of Object.entries(ways)) await set(`Own-Horse-${way}-9`)
})

test('CR-20 the pages say so beside the password, and the same step with another one goes on', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { application, url } = poolhouse
  await poolhouse.addUser(ADA)
  await invite(poolhouse, TEMPORARY)
  const newcomer = browserFor(application)
  const signUpPage = refusedAsCommon(await signUpHosted(newcomer, application, { email: 'eve@example.com', password: COMMON }), 'sign-up')
  pageOf(await newcomer.submit(signUpPage, 'sign-up', { 'attribute.email': 'eve@example.com', password: PASSWORD }), 'confirm')
  const invited = browserFor(application)
  const forced = pageOf(await signInHosted(invited, application, { username: BOB, password: TEMPORARY }), 'new-password')
  codeOf(await invited.submit(refusedAsCommon(await invited.submit(forced, 'new-password', { password: COMMON }), 'new-password'), 'new-password', { password: 'Own-Horse-9' }))
  const account = browserFor(application)
  const change = await signInToAccount(account, application, { username: ADA, password: PASSWORD }, 'account-password', '/password')
  refusedAsCommon(await account.submit(change, 'account-password', { current: PASSWORD, password: COMMON }), 'account-password')
  const forgetful = browserFor(application)
  const signIn = pageOf(await beginAuthorize(forgetful, application), 'sign-in')
  const forgot = pageOf(await forgetful.open(`${url}${signIn.view.frame.links.forgotPassword ?? ''}`), 'forgot-password')
  const reset = pageOf(await forgetful.submit(forgot, 'forgot-password', { username: ADA }), 'reset-password')
  const code = (await poolhouse.message({ to: ADA })).code ?? ''
  refusedAsCommon(await forgetful.submit(reset, 'reset-password', { username: ADA, code, password: COMMON }), 'reset-password')
})

test('CR-20 temporary passwords are not asked, and a pool may let common ones be', async (t) => {
  const strict = await openPoolhouse(t)
  await invite(strict, COMMON)
  await adminSetUserPassword(strict.domain, { pool: strict.pool, username: BOB, password: 'Password1!', permanent: false })
  const lenient = await openPoolhouse(t, { pool: { Poolhouse: { refuseCommonPasswords: false } } })
  for (const [way, set] of Object.entries(await waysOfApi(lenient))) await assert.doesNotReject(set(COMMON), way)
})
