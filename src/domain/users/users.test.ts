import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours } from '#src/contracts/duration.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { makeUser } from '#test/users/make-user.ts'
import { lastCode, makePoolAndClient, openUserDeps, PASSWORD, refusalOf } from '#test/users/open-user-deps.ts'
import { adminConfirmSignUp } from './admin-confirm-sign-up.ts'
import { adminCreateUser } from './admin-create-user.ts'
import { adminDisableUser } from './admin-enable-user.ts'
import { adminSetUserPassword } from './admin-set-user-password.ts'
import { changePassword } from './change-password.ts'
import { adminDeleteUser } from './delete-user.ts'
import { findUser, requireUser } from './find-user.ts'
import { adminUserGlobalSignOut } from './global-sign-out.ts'
import { listUsers } from './list-users.ts'

test('an operator invites a user: with a password of the pool\'s policy, in the operator\'s words, escaped', async (t) => {
  const deps = await openUserDeps(t)
  const { pool } = await makePoolAndClient(deps, {
    AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage: '<p>Hello {username}, use {####}</p>', EmailSubject: 'Hi {username}', SMSMessage: '{username} {####}' } },
  })
  const user = await adminCreateUser(deps, { pool, username: '<b>&ada', attributes: { email: 'ada@example.com', phone_number: '+15551231234' }, deliveryMediums: ['EMAIL', 'SMS'] })
  assert.deepEqual([user.status, user.enabled], ['FORCE_CHANGE_PASSWORD', true])
  const [mail, sms] = deps.sent
  const password = mail?.code ?? ''
  const escaped = password.replaceAll('&', '&amp;')
  assert.equal(mail?.html, `<p>Hello &lt;b&gt;&amp;ada, use ${escaped}</p>`)
  assert.deepEqual([mail?.subject, sms?.to, sms?.text], ['Hi <b>&ada', '+15551231234', `<b>&ada ${password}`])
  assert.equal((await refusalOf(adminCreateUser(deps, { pool, username: '<b>&ada', attributes: {} }))).message, 'User already exists')
})

test('resending an invitation needs an invited user, and SMS is the default medium', async (t) => {
  const deps = await openUserDeps(t)
  const { pool } = await makePoolAndClient(deps)
  await adminCreateUser(deps, { pool, username: 'ada', attributes: { email: 'ada@example.com' } })
  assert.equal(deps.sent.length, 0)
  const resend = (username: string) => adminCreateUser(deps, { pool, username, attributes: {}, messageAction: 'RESEND', deliveryMediums: ['EMAIL'] })
  await resend('ada')
  assert.equal(deps.sent.at(-1)?.purpose, 'invitation')
  assert.equal((await refusalOf(resend('nobody'))).code, 'UserNotFound')
  await adminSetUserPassword(deps, { pool, username: 'ada', password: PASSWORD, permanent: true })
  assert.equal((await refusalOf(resend('ada'))).code, 'UnsupportedUserState')
})

test('an alias of an invited user is taken at once; forced, it moves', async (t) => {
  const deps = await openUserDeps(t)
  const { pool } = await makePoolAndClient(deps, { AliasAttributes: ['email'] })
  const attributes = { email: 'a@example.com', email_verified: 'true' }
  await adminCreateUser(deps, { pool, username: 'ada', attributes })
  assert.equal((await refusalOf(adminCreateUser(deps, { pool, username: 'bob', attributes }))).code, 'AliasExists')
  assert.equal(await findUser(deps, pool, 'bob'), null)
  await adminCreateUser(deps, { pool, username: 'bob', attributes, forceAliasCreation: true })
  assert.equal((await findUser(deps, pool, 'a@example.com'))?.username, 'bob')
  assert.equal((await findUser(deps, pool, 'ada'))?.attributes['email_verified'], 'false')
})

test('passwords of the past stay in the past, as many as the policy says', async (t) => {
  const deps = await openUserDeps(t)
  const { pool } = await makePoolAndClient(deps, { Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 3 } } })
  await makeUser(deps, pool, 'ada')
  const set = (password: string) => adminSetUserPassword(deps, { pool, username: 'ada', password, permanent: true })
  await set('first-horse-1')
  await set('second-horse-2')
  for (const password of ['second-horse-2', 'first-horse-1', PASSWORD]) assert.equal((await refusalOf(set(password))).code, 'PasswordHistoryPolicyViolation', password)
  await set('third-horse-3')
  await set(PASSWORD)
})

test('CR-19 wrong present passwords are counted, and of two changes at once one wins', async (t) => {
  const deps = await openUserDeps(t)
  const { pool } = await makePoolAndClient(deps)
  const user = await makeUser(deps, pool, 'ada')
  const change = (previousPassword: string, proposedPassword: string) => changePassword(deps, { pool, user, previousPassword, proposedPassword })
  const both = await Promise.all(['First-Horse-1', 'Second-Horse-2'].map((proposed) => change(PASSWORD, proposed).then(() => 'won', (error: { code: string }) => error.code)))
  assert.deepEqual(both.toSorted(), ['NotAuthorized', 'won'])
  deps.clock.advance(hours(1) + 1)
  const guesses = await Promise.all(Array.from({ length: 20 }, () => refusalOf(change('wrong-Horse-1', 'Third-Horse-3'))))
  assert.equal(guesses.filter(({ code }) => code === 'NotAuthorized').length, 5)
  assert.equal(guesses.filter(({ code }) => code === 'LimitExceeded').length, 15)
})

test('CR-17 disabling and signing out everywhere date the tokens; deleting frees the names', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  await makeUser(deps, pool, 'ada')
  await adminUserGlobalSignOut(deps, { pool, username: 'ada' })
  assert.deepEqual((await requireUser(deps, pool, 'ada')).tokensValidFrom, deps.clock.now())
  deps.clock.advance(1000)
  await adminDisableUser(deps, { pool, username: 'ada' })
  const disabled = await requireUser(deps, pool, 'ada')
  assert.deepEqual([disabled.enabled, disabled.tokensValidFrom], [false, deps.clock.now()])
  await adminDeleteUser(deps, { pool, username: disabled.id })
  assert.equal((await refusalOf(requireUser(deps, pool, 'ada'))).code, 'UserNotFound')
  await makeUser(deps, pool, 'ada')
  assert.equal((await startSignIn(deps, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: 'ada', password: PASSWORD })).kind, 'signed-in')
})

test('AW-09 users of one pool are strangers in another', async (t) => {
  const deps = await openUserDeps(t)
  const { pool } = await makePoolAndClient(deps)
  const { pool: other } = await makePoolAndClient(deps)
  const user = await makeUser(deps, pool, 'ada')
  for (const username of ['ada', user.id]) assert.equal(await findUser(deps, other, username), null)
  assert.equal((await refusalOf(adminConfirmSignUp(deps, { pool: other, username: user.id }))).code, 'UserNotFound')
})

test('users are listed in pages and by filter', async (t) => {
  const deps = await openUserDeps(t)
  const { pool } = await makePoolAndClient(deps)
  for (const name of ['ada', 'adele', 'bob']) await makeUser(deps, pool, name)
  const names = (page: { users: { username: string }[] }) => page.users.map(({ username }) => username).toSorted()
  assert.deepEqual(names(await listUsers(deps, { pool, after: null, filter: 'username ^= "ad"' })), ['ada', 'adele'])
  assert.deepEqual(names(await listUsers(deps, { pool, after: null, filter: 'email = "bob@example.com"' })), ['bob'])
  const first = await listUsers(deps, { pool, after: null, limit: 2 })
  const rest = await listUsers(deps, { pool, after: first.next, limit: 2 })
  assert.deepEqual([...names(first), ...names(rest)].toSorted(), ['ada', 'adele', 'bob'])
  assert.equal(rest.next, null)
  for (const limit of [-1, 61, 1.5, NaN]) assert.equal((await refusalOf(listUsers(deps, { pool, after: null, limit }))).code, 'InvalidParameter')
})

test('an invitation\'s password is never the code of another purpose', async (t) => {
  const deps = await openUserDeps(t)
  const { pool } = await makePoolAndClient(deps)
  const user = await adminCreateUser(deps, { pool, username: 'ada', attributes: { email: 'ada@example.com' }, deliveryMediums: ['EMAIL'] })
  assert.equal(await deps.codes.findCode(user.id, 'sign-up'), null)
  assert.ok(lastCode(deps).length >= 12)
})
