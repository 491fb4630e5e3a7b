import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours } from '#src/contracts/duration.ts'
import { getUserAttributeVerificationCode } from '#src/domain/attributes/get-user-attribute-verification-code.ts'
import { verifyUserAttribute } from '#src/domain/attributes/verify-user-attribute.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { confirmSignUp } from '#src/domain/sign-up/confirm-sign-up.ts'
import { signUp } from '#src/domain/sign-up/sign-up.ts'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { adminDisableUser } from '#src/domain/users/admin-enable-user.ts'
import { requireUser } from '#src/domain/users/find-user.ts'
import { makeUser } from '#test/users/make-user.ts'
import { lastCode, makePoolAndClient, openUserDeps, PASSWORD, refusalOf } from '#test/users/open-user-deps.ts'
import { confirmForgotPassword } from './confirm-forgot-password.ts'
import { forgotPassword } from './forgot-password.ts'

const NEW_PASSWORD = 'Another-Horse-7'

test('CR-22 a reset code sets a password once, ends what was signed in, and lifts the lock', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const user = await makeUser(deps, pool, 'ada')
  const common = { pool, client, wire: 'api' as const, username: 'ada' }
  const signIn = (password: string) => startSignIn(deps, { ...common, flow: 'USER_PASSWORD_AUTH', password })
  for (let round = 0; round < 5; round++) await refusalOf(signIn('wrong-Horse-1'))
  assert.deepEqual(await forgotPassword(deps, common), { destination: 'a***@e***', medium: 'EMAIL', attribute: 'email' })
  const code = lastCode(deps)
  assert.equal((await refusalOf(confirmForgotPassword(deps, { ...common, code, password: 'weak' }))).code, 'InvalidPassword')
  const tries = await Promise.all(Array.from({ length: 10 }, () =>
    confirmForgotPassword(deps, { ...common, code, password: NEW_PASSWORD }).then(() => 'won', (error: { code: string }) => error.code)))
  assert.equal(tries.filter((outcome) => outcome === 'won').length, 1, tries.join())
  assert.ok(tries.every((outcome) => outcome === 'won' || outcome === 'ExpiredCode'), tries.join())
  assert.equal((await signIn(NEW_PASSWORD)).kind, 'signed-in')
  assert.equal((await refusalOf(signIn(PASSWORD))).code, 'NotAuthorized')
  assert.deepEqual((await requireUser(deps, pool, user.id)).tokensValidFrom, deps.clock.now())
})

test('CR-13 CR-14 guesses are limited, and an unknown user gets the same answers as a known one', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  await makeUser(deps, pool, 'ada')
  const answers = async (username: string) => {
    const input = { pool, client, wire: 'api' as const, username, password: NEW_PASSWORD }
    const guess = (code: string) => refusalOf(confirmForgotPassword(deps, { ...input, code })).then(({ code: answer, message }) => `${answer}: ${message}`)
    const before = await guess('000000')
    const { destination, ...sent } = await forgotPassword(deps, input)
    assert.match(destination, /^[a-z]\*\*\*@[a-z]\*\*\*$/)
    assert.equal((await forgotPassword(deps, input)).destination, destination)
    const wrong = username === 'ada' && lastCode(deps) === '000000' ? '000001' : '000000'
    const guesses = await Promise.all(Array.from({ length: 80 }, () => guess(wrong)))
    const resends = []
    for (let round = 0; round < 4; round++) resends.push(await forgotPassword(deps, input).then(() => 'sent', (error: { code: string }) => error.code))
    return { before, sent, guesses: guesses.toSorted(), resends }
  }
  const known = await answers('ada')
  assert.equal(known.guesses.filter((answer) => answer.startsWith('CodeMismatch')).length, 19)
  assert.deepEqual(known.resends, ['sent', 'sent', 'sent', 'LimitExceeded'])
  assert.deepEqual(await answers('nobody'), known)
})

test('who cannot be sent a code: refused for clients that may know, pretended for the others', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const legacy = { ...(await makePoolAndClient(deps, {}, { PreventUserExistenceErrors: 'LEGACY' })).client, poolId: pool.id }
  await makeUser(deps, pool, 'disabled')
  await adminDisableUser(deps, { pool, username: 'disabled' })
  await makeUser(deps, pool, 'unproven', { email_verified: 'false' })
  await adminCreateUser(deps, { pool, username: 'invited', attributes: { email: 'i@example.com', email_verified: 'true' }, messageAction: 'SUPPRESS' })
  await signUp(deps, { pool, client, wire: 'api', username: 'fresh', password: PASSWORD, attributes: { email: 'f@example.com' } })
  const sent = deps.sent.length
  const expected = {
    nobody: 'Username/client id combination not found.', disabled: 'User is disabled.', invited: 'User password cannot be reset in the current state.',
    unproven: 'Cannot reset password for the user as there is no registered/verified email or phone_number',
    fresh: 'Cannot reset password for the user as there is no registered/verified email or phone_number',
  }
  for (const [username, message] of Object.entries(expected)) {
    const input = { pool, wire: 'api' as const, username }
    assert.equal((await refusalOf(forgotPassword(deps, { ...input, client: legacy }))).message, message)
    assert.match((await forgotPassword(deps, { ...input, client })).destination, /\*\*\*/)
    assert.match((await forgotPassword(deps, { ...input, client: legacy, wire: 'hosted' })).destination, /\*\*\*/)
  }
  assert.equal(deps.sent.length, sent)
})

test('the pool says where a reset goes, and whether users may ask for one', async (t) => {
  const deps = await openUserDeps(t)
  const contacts = { phone_number: '+15551231234', phone_number_verified: 'true' }
  const ask = async (RecoveryMechanisms: { Priority: number; Name: 'verified_email' | 'verified_phone_number' | 'admin_only' }[] | undefined) => {
    const { pool, client } = await makePoolAndClient(deps, RecoveryMechanisms ? { AccountRecoverySetting: { RecoveryMechanisms } } : {})
    await makeUser(deps, pool, 'ada', contacts)
    return forgotPassword(deps, { pool, client, wire: 'api', username: 'ada' })
  }
  assert.deepEqual(await ask(undefined), { destination: '+*******1234', medium: 'SMS', attribute: 'phone_number' })
  assert.equal((await ask([{ Priority: 2, Name: 'verified_phone_number' }, { Priority: 1, Name: 'verified_email' }])).medium, 'EMAIL')
  assert.equal((await refusalOf(ask([{ Priority: 1, Name: 'admin_only' }]))).message, 'Contact administrator to reset password.')
})

test('CR-23 a code for one purpose, user or pool is worth nothing for another', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const other = await makePoolAndClient(deps)
  const common = { pool, client, wire: 'api' as const }
  await signUp(deps, { ...common, username: 'new', password: PASSWORD, attributes: { email: 'new@example.com' } })
  const signUpCode = lastCode(deps)
  const ada = await makeUser(deps, pool, 'ada')
  for (const where of [{ ...common }, { ...common, ...other }]) {
    if (where.pool !== pool) await makeUser(deps, where.pool, 'ada')
    await forgotPassword(deps, { ...where, username: 'ada' })
  }
  const [resetCode = '', otherPoolCode = ''] = deps.sent.slice(-2).map(({ code }) => code ?? '')
  await getUserAttributeVerificationCode(deps, { pool, client, user: ada, attribute: 'email' })
  const attributeCode = lastCode(deps)
  const reset = (code: string) => refusalOf(confirmForgotPassword(deps, { ...common, username: 'ada', code, password: NEW_PASSWORD }))
  for (const code of new Set([signUpCode, otherPoolCode, attributeCode])) if (code !== resetCode) assert.equal((await reset(code)).code, 'CodeMismatch')
  if (resetCode !== attributeCode) assert.equal((await refusalOf(verifyUserAttribute(deps, { pool, user: ada, attribute: 'email', code: resetCode }))).code, 'CodeMismatch')
  if (resetCode !== signUpCode) assert.equal((await refusalOf(confirmSignUp(deps, { ...common, username: 'new', code: resetCode }))).code, 'CodeMismatch')
})

test('a reset code dies after an hour', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  await makeUser(deps, pool, 'ada')
  const common = { pool, client, wire: 'api' as const, username: 'ada' }
  await forgotPassword(deps, common)
  deps.clock.advance(hours(1))
  assert.equal((await refusalOf(confirmForgotPassword(deps, { ...common, code: lastCode(deps), password: NEW_PASSWORD }))).code, 'ExpiredCode')
})
