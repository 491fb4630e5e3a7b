import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours } from '#src/contracts/duration.ts'
import { adminUpdateUserAttributes } from '#src/domain/users/admin-update-user-attributes.ts'
import { findUser } from '#src/domain/users/find-user.ts'
import { lastCode, makePoolAndClient, openUserDeps, PASSWORD, refusalOf } from '#test/users/open-user-deps.ts'
import { confirmSignUp } from './confirm-sign-up.ts'
import { resendConfirmationCode } from './resend-confirmation-code.ts'
import { signUp } from './sign-up.ts'

const attributes = { email: 'fixture@example.com' }

test('a person signs up by e-mail and confirms by the code', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { UsernameAttributes: ['email'] })
  const common = { pool, client, wire: 'api' as const, username: 'Fixture@example.com' }
  const made = await signUp(deps, { ...common, password: PASSWORD, attributes: {} })
  assert.deepEqual(made.delivery, { destination: 'F***@e***', medium: 'EMAIL', attribute: 'email' })
  assert.equal(made.confirmed, false)
  const confirmed = await confirmSignUp(deps, { ...common, username: 'fixture@EXAMPLE.com', code: lastCode(deps) })
  assert.equal(confirmed.userId, made.userId)
  const user = await findUser(deps, pool, made.userId)
  assert.equal(user?.status, 'CONFIRMED')
  assert.equal(user?.username, made.userId)
  assert.deepEqual(user?.attributes, { email: 'Fixture@example.com', email_verified: 'true' })
  const again = await refusalOf(confirmSignUp(deps, { ...common, code: '000000' }))
  assert.deepEqual([again.code, again.message], ['NotAuthorized', 'User cannot be confirmed. Current status is CONFIRMED'])
})

test('names of the wrong form, taken names, weak passwords and closed pools are refused in Cognito\'s words', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { AliasAttributes: ['email'] })
  const common = { pool, client, wire: 'api' as const, username: 'ada', password: PASSWORD, attributes }
  await signUp(deps, common)
  assert.deepEqual((await refusalOf(signUp(deps, common))).message, 'User already exists')
  assert.equal((await refusalOf(signUp(deps, { ...common, username: 'a@example.com' }))).message, 'Username cannot be of email format, since user pool is configured for email alias.')
  assert.equal((await refusalOf(signUp(deps, { ...common, username: 'b\u200B' }))).code, 'InvalidParameter')
  assert.equal((await refusalOf(signUp(deps, { ...common, username: 'b', password: 'abc' }))).code, 'InvalidPassword')
  assert.equal((await refusalOf(signUp(deps, { ...common, username: 'b', attributes: { email_verified: 'true' } }))).code, 'NotAuthorized')
  const byMail = await makePoolAndClient(deps, { UsernameAttributes: ['email'] })
  assert.equal((await refusalOf(signUp(deps, { ...common, ...byMail, username: 'ada' }))).message, 'Username should be an email.')
  const closed = await makePoolAndClient(deps, { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } })
  assert.equal((await refusalOf(signUp(deps, { ...common, ...closed }))).message, 'SignUp is not permitted for this user pool')
})

test('nobody registers another user\'s sub as a name', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const common = { pool, client, wire: 'api' as const, password: PASSWORD, attributes }
  const { userId } = await signUp(deps, { ...common, username: 'ada' })
  assert.equal((await refusalOf(signUp(deps, { ...common, username: userId.toUpperCase() }))).code, 'UsernameExists')
})

test('AW-17 of twenty sign-ups at once in two cases one wins', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { UsernameConfiguration: { CaseSensitive: false } })
  const tries = Array.from({ length: 20 }, (_, index) =>
    signUp(deps, { pool, client, wire: 'api', username: index % 2 ? 'Ada' : 'ada', password: PASSWORD, attributes }).then(() => 'won', (error: { code: string }) => error.code))
  const outcomes = await Promise.all(tries)
  assert.deepEqual(outcomes.toSorted(), [...Array.from({ length: 19 }, () => 'UsernameExists'), 'won'])
})

test('CR-16 guesses at a code are limited, wherever they come from, and the right code no longer helps', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const common = { pool, client, wire: 'api' as const, username: 'ada' }
  await signUp(deps, { ...common, password: PASSWORD, attributes })
  const right = lastCode(deps)
  const wrong = right === '000000' ? '000001' : '000000'
  const guesses = await Promise.all(Array.from({ length: 40 }, () => refusalOf(confirmSignUp(deps, { ...common, code: wrong }))))
  assert.equal(guesses.filter(({ code }) => code === 'CodeMismatch').length, 15)
  assert.equal(guesses.filter(({ code }) => code === 'LimitExceeded').length, 25)
  assert.equal((await refusalOf(confirmSignUp(deps, { ...common, code: right }))).code, 'LimitExceeded')
  deps.clock.advance(hours(1) + 1)
  assert.equal((await confirmSignUp(deps, { ...common, code: right })).username, 'ada')
})

test('one code confirms once, from twenty calls at once', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  await signUp(deps, { pool, client, wire: 'api', username: 'ada', password: PASSWORD, attributes })
  const confirm = () => confirmSignUp(deps, { pool, client, wire: 'api', username: 'ada', code: lastCode(deps) }).then(() => 'won', (error: { code: string }) => error.code)
  const outcomes = await Promise.all(Array.from({ length: 14 }, confirm))
  assert.equal(outcomes.filter((outcome) => outcome === 'won').length, 1)
  assert.ok(outcomes.every((outcome) => ['won', 'ExpiredCode', 'NotAuthorized'].includes(outcome)), outcomes.join())
})

test('a code dies after a day, with a newer one, and with its address', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const common = { pool, client, wire: 'api' as const, username: 'ada' }
  await signUp(deps, { ...common, password: PASSWORD, attributes })
  const first = lastCode(deps)
  assert.deepEqual(await resendConfirmationCode(deps, common), { destination: 'f***@e***', medium: 'EMAIL', attribute: 'email' })
  const second = lastCode(deps)
  if (first !== second) assert.equal((await refusalOf(confirmSignUp(deps, { ...common, code: first }))).code, 'CodeMismatch')
  await adminUpdateUserAttributes(deps, { pool, username: 'ada', attributes: { email: 'other@example.com' } })
  assert.equal((await refusalOf(confirmSignUp(deps, { ...common, code: second }))).code, 'ExpiredCode')
  await resendConfirmationCode(deps, common)
  deps.clock.advance(hours(24))
  assert.equal((await refusalOf(confirmSignUp(deps, { ...common, code: lastCode(deps) }))).code, 'ExpiredCode')
})

test('CR-15 codes are resent five times an hour, for unknown names alike', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const common = { pool, client, wire: 'api' as const }
  await signUp(deps, { ...common, username: 'ada', password: PASSWORD, attributes })
  for (const username of ['ada', 'nobody']) {
    for (let round = 0; round < 5; round++) assert.equal((await resendConfirmationCode(deps, { ...common, username })).medium, 'EMAIL')
    const refused = await refusalOf(resendConfirmationCode(deps, { ...common, username }))
    assert.equal(refused.code, 'LimitExceeded', username)
    assert.equal(refused.details.retryAt?.getTime(), deps.clock.now().getTime() + hours(1))
  }
  assert.equal(deps.sent.length, 6)
})

test('a verified alias belongs to one user: a conflict shows at confirmation, and may be forced', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { AliasAttributes: ['email'] })
  const common = { pool, client, wire: 'api' as const }
  for (const username of ['ada', 'bob']) await signUp(deps, { ...common, username, password: PASSWORD, attributes })
  const [forAda, forBob] = deps.sent.map(({ code }) => code ?? '')
  await confirmSignUp(deps, { ...common, username: 'ada', code: forAda ?? '' })
  assert.equal((await refusalOf(confirmSignUp(deps, { ...common, username: 'bob', code: forBob ?? '' }))).code, 'AliasExists')
  assert.equal((await findUser(deps, pool, 'fixture@example.com'))?.username, 'ada')
  await confirmSignUp(deps, { ...common, username: 'bob', code: forBob ?? '', forceAliasCreation: true })
  assert.equal((await findUser(deps, pool, 'fixture@example.com'))?.username, 'bob')
  assert.equal((await findUser(deps, pool, 'ada'))?.attributes['email_verified'], 'false')
})

test('triggers: sign-up is announced, refused, confirmed or verified by the pool\'s functions', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const common = { pool, client, wire: 'api' as const, password: PASSWORD, attributes }
  deps.functions.PreSignUp = () => ({ autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: false })
  deps.functions.PostConfirmation = () => ({})
  const made = await signUp(deps, { ...common, username: 'ada', validationData: { ip: 'x' }, clientMetadata: { from: 'test' } })
  assert.deepEqual([made.confirmed, made.delivery, deps.sent.length], [true, null, 0])
  assert.deepEqual(deps.called.map(({ source, userName, clientId }) => [source, userName, clientId]), [
    ['PreSignUp_SignUp', 'ada', client.id], ['PostConfirmation_ConfirmSignUp', 'ada', client.id],
  ])
  assert.deepEqual(deps.called[0]?.request, { userAttributes: { ...attributes, email_verified: 'false' }, validationData: { ip: 'x' }, clientMetadata: { from: 'test' } })
  assert.equal((await findUser(deps, pool, 'ada'))?.attributes['email_verified'], 'true')
  deps.functions.PreSignUp = () => ({ autoConfirmUser: 'yes' })
  assert.equal((await refusalOf(signUp(deps, { ...common, username: 'bob' }))).code, 'InvalidLambdaResponse')
  assert.equal(await findUser(deps, pool, 'bob'), null)
})
