import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes, seconds } from '#src/contracts/duration.ts'
import { createPasswordHasher } from '#src/crypto/password-hash.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { adminDisableUser, adminEnableUser } from '#src/domain/users/admin-enable-user.ts'
import { adminResetUserPassword } from '#src/domain/users/admin-reset-user-password.ts'
import { requireUser } from '#src/domain/users/find-user.ts'
import { signUp } from '#src/domain/sign-up/sign-up.ts'
import { makeUser } from '#test/users/make-user.ts'
import { makePoolAndClient, openUserDeps, PASSWORD, refusalOf, type UserDeps } from '#test/users/open-user-deps.ts'
import { startSignIn, type StartSignInInput } from './start-sign-in.ts'

const plain = { wire: 'api' as const, flow: 'USER_PASSWORD_AUTH' as const, username: 'ada', password: PASSWORD }

const guess = async (deps: UserDeps, input: Omit<Extract<StartSignInInput, { password: string }>, 'password'>, password = 'wrong-Horse-1') => {
  const { code, message, details } = await refusalOf(startSignIn(deps, { ...input, password }))
  return { code, message, retryAt: details.retryAt }
}

test('the right password signs in on each wire, and no record is stored', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { AliasAttributes: ['email'] })
  const user = await makeUser(deps, pool, 'ada')
  const ways: [Pick<StartSignInInput, 'wire'> & { flow: 'USER_PASSWORD_AUTH' | 'ADMIN_USER_PASSWORD_AUTH' | 'HOSTED_PASSWORD' }, string][] = [
    [{ wire: 'api', flow: 'USER_PASSWORD_AUTH' }, 'Authentication'],
    [{ wire: 'admin', flow: 'ADMIN_USER_PASSWORD_AUTH' }, 'Authentication'],
    [{ wire: 'hosted', flow: 'HOSTED_PASSWORD' }, 'HostedAuth'],
  ]
  for (const [way, tokenSource] of ways) {
    const outcome = await startSignIn(deps, { pool, client, ...way, username: 'ADA@example.com', password: PASSWORD })
    assert.equal(outcome.kind, 'signed-in')
    if (outcome.kind !== 'signed-in') continue
    const { eventId, ...rest } = outcome.authentication
    assert.match(eventId, /^[0-9a-f-]{36}$/)
    assert.deepEqual(rest, {
      poolId: pool.id, clientId: client.id, userId: user.id, username: 'ada', authTime: deps.clock.now(), amr: ['pwd'], acr: 'urn:cognito:loa:1', deviceKey: null, tokenSource,
    })
  }
})

test('flows that the client or the wire does not allow are refused before anything is looked up', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, {}, { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'], SupportedIdentityProviders: [] })
  const refused = (input: Pick<StartSignInInput, 'wire'> & { flow: 'USER_PASSWORD_AUTH' | 'ADMIN_USER_PASSWORD_AUTH' | 'HOSTED_PASSWORD' }) =>
    refusalOf(startSignIn(deps, { ...plain, pool, client, ...input })).then(({ code, message }) => `${code}: ${message}`)
  assert.equal(await refused({ wire: 'api', flow: 'USER_PASSWORD_AUTH' }), 'InvalidParameter: USER_PASSWORD_AUTH flow not enabled for this client')
  assert.equal(await refused({ wire: 'api', flow: 'ADMIN_USER_PASSWORD_AUTH' }), 'InvalidParameter: Initiate Auth method not supported.')
  assert.equal(await refused({ wire: 'hosted', flow: 'USER_PASSWORD_AUTH' }), 'InvalidParameter: Initiate Auth method not supported.')
  assert.equal(await refused({ wire: 'hosted', flow: 'HOSTED_PASSWORD' }), 'InvalidParameter: HOSTED_PASSWORD flow not enabled for this client')
})

test('CR-01 after five failures the user is locked for 1, 2, 4 … seconds, not longer than 15 minutes, and gets in after that', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  await makeUser(deps, pool, 'ada')
  const input = { ...plain, pool, client }
  for (let round = 0; round < 5; round++) assert.equal((await guess(deps, input)).message, 'Incorrect username or password.', `try ${round + 1}`)
  for (const wait of [1, 2, 4, 8]) {
    const locked = await guess(deps, input)
    assert.equal(locked.message, 'Password attempts exceeded')
    assert.equal(locked.retryAt?.getTime(), deps.clock.now().getTime() + seconds(wait))
    assert.equal((await guess(deps, input, PASSWORD)).message, 'Password attempts exceeded')
    deps.clock.advance(seconds(wait))
    assert.equal((await guess(deps, input)).message, 'Incorrect username or password.')
  }
  deps.clock.advance(seconds(16))
  assert.equal((await startSignIn(deps, input)).kind, 'signed-in')
  assert.equal((await guess(deps, input)).message, 'Incorrect username or password.')
  for (let round = 0; round < 40; round++) {
    const { retryAt } = await guess(deps, input)
    if (retryAt) {
      assert.ok(retryAt.getTime() - deps.clock.now().getTime() <= minutes(15))
      deps.clock.advance(retryAt.getTime() - deps.clock.now().getTime())
    }
  }
})

test('CR-02 of sixty guesses at once at most ten are judged', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  await makeUser(deps, pool, 'ada')
  const guesses = await Promise.all(Array.from({ length: 60 }, () => guess(deps, { ...plain, pool, client })))
  assert.ok(guesses.filter(({ message }) => message === 'Incorrect username or password.').length <= 10)
  assert.ok(guesses.some(({ message }) => message === 'Password attempts exceeded'))
})

test('CR-03 an unknown user gets the same eight answers as a known one', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  await makeUser(deps, pool, 'ada')
  for (const wire of [{ wire: 'api', flow: 'USER_PASSWORD_AUTH' }, { wire: 'hosted', flow: 'HOSTED_PASSWORD' }] as const) {
    deps.clock.advance(minutes(20))
    const answers = async (username: string) => {
      const all = []
      for (let round = 0; round < 8; round++) all.push(await guess(deps, { pool, client, ...wire, username }))
      return all
    }
    const [known, unknown] = [await answers('ada'), await answers('nobody')]
    assert.deepEqual(unknown, known)
  }
})

test('CR-04 CR-05 spellings, aliases and wires share one counter', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { AliasAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } })
  await makeUser(deps, pool, 'ada')
  const tries = ['ada', 'ADA', 'ada@example.com', 'Ada@EXAMPLE.com', '\uFF41da']
  for (const [index, username] of tries.entries()) {
    const wire = index % 2 ? { wire: 'hosted', flow: 'HOSTED_PASSWORD' } as const : { wire: 'api', flow: 'USER_PASSWORD_AUTH' } as const
    assert.equal((await guess(deps, { pool, client, ...wire, username })).message, 'Incorrect username or password.')
  }
  assert.equal((await guess(deps, { ...plain, pool, client })).message, 'Password attempts exceeded')
})

test('CR-07 cut, trimmed, folded, NUL-ended and gigantic passwords do not pass', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const long = `Pâss-🔑-9${'x'.repeat(240)}`
  await signUp(deps, { pool, client, wire: 'api', username: 'bob', password: long, attributes: { email: 'bob@example.com' } })
  const variants = [Buffer.from(long).subarray(0, 72).toString(), long.slice(0, -1), ` ${long}`, `${long} `, long.toUpperCase(), `${long}\0`, long.normalize('NFD'), 'x'.repeat(304), 'x'.repeat(1_000_000), '']
  for (const password of variants) {
    assert.equal((await guess(deps, { ...plain, pool, client, username: 'bob' }, password)).message, 'Incorrect username or password.')
    deps.clock.advance(minutes(16))
  }
  assert.equal((await refusalOf(startSignIn(deps, { ...plain, pool, client, username: 'bob', password: long }))).code, 'UserNotConfirmed')
})

test('disabled, reset and unknown users: what each client may know, and only behind the right password', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const { client: legacy } = await makePoolAndClient(deps, {}, { PreventUserExistenceErrors: 'LEGACY' })
  const loud = { ...legacy, poolId: pool.id }
  await makeUser(deps, pool, 'ada')
  const input = { ...plain, pool }
  assert.equal((await guess(deps, { ...input, client: loud, username: 'nobody' })).message, 'User does not exist.')
  await adminDisableUser(deps, { pool, username: 'ada' })
  assert.equal((await guess(deps, { ...input, client: loud }, PASSWORD)).message, 'User is disabled.')
  assert.equal((await guess(deps, { ...input, client }, PASSWORD)).message, 'Incorrect username or password.')
  assert.equal((await refusalOf(startSignIn(deps, { ...input, client }))).details.reason, 'user-disabled')
  await adminEnableUser(deps, { pool, username: 'ada' })
  await adminResetUserPassword(deps, { pool, username: 'ada' })
  assert.equal((await guess(deps, { ...input, client })).code, 'NotAuthorized')
  assert.equal((await guess(deps, { ...input, client }, PASSWORD)).code, 'PasswordResetRequired')
})

test('triggers run in order, and may refuse; the metadata of the first request is for the ones before the sign-in', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  await makeUser(deps, pool, 'ada')
  deps.functions.PreAuthentication = () => ({})
  deps.functions.PostAuthentication = () => ({})
  await startSignIn(deps, { ...plain, pool, client, clientMetadata: { a: '1' } })
  assert.deepEqual(deps.called.map(({ source }) => source), ['PreAuthentication_Authentication', 'PostAuthentication_Authentication'])
  assert.deepEqual(deps.called[0]?.request['validationData'], { a: '1' })
  assert.deepEqual(deps.called[1]?.request['clientMetadata'], {})
  deps.called.length = 0
  await guess(deps, { ...plain, pool, client, username: 'nobody' })
  assert.deepEqual(deps.called.map(({ source, request }) => [source, request['userNotFound']]), [['PreAuthentication_Authentication', true]])
  deps.functions.PreAuthentication = () => { throw new DomainError('UserLambdaValidation', 'PreAuthentication failed with error no.') }
  assert.equal((await guess(deps, { ...plain, pool, client }, PASSWORD)).code, 'UserLambdaValidation')
})

test('an unknown user may come from elsewhere: once, with the password that was accepted there', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { UsernameAttributes: ['email'] })
  deps.functions.UserMigration = ({ request }) => (request['password'] === 'old' ? { userAttributes: { email: 'ada@example.com', email_verified: 'true' }, finalUserStatus: 'CONFIRMED', messageAction: 'SUPPRESS' } : {})
  const input = { ...plain, pool, client, username: 'ada@example.com' }
  assert.equal((await guess(deps, input)).message, 'Incorrect username or password.')
  const outcomes = await Promise.all([1, 2, 3].map(() => startSignIn(deps, { ...input, password: 'old' })))
  assert.deepEqual(outcomes.map(({ kind }) => kind), ['signed-in', 'signed-in', 'signed-in'])
  const user = await requireUser(deps, pool, 'ada@example.com')
  assert.deepEqual([user.status, user.attributes['email_verified'], user.username === user.id], ['CONFIRMED', 'true', true])
  deps.functions = {}
  assert.equal((await startSignIn(deps, { ...input, password: 'old' })).kind, 'signed-in')
})

test('a hash made with other parameters is renewed by the next sign-in', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const before = await makeUser(deps, pool, 'ada')
  const dearer = { ...deps, passwordHasher: createPasswordHasher({ memoryKib: 16, iterations: 2 }) }
  assert.equal((await startSignIn(dearer, { ...plain, pool, client })).kind, 'signed-in')
  const after = await requireUser(deps, pool, 'ada')
  assert.notEqual(after.credential?.hash, before.credential?.hash)
  assert.equal(dearer.passwordHasher.needsRehash(after.credential?.hash ?? ''), false)
  assert.deepEqual(after.credential?.setAt, before.credential?.setAt)
  assert.equal((await startSignIn(dearer, { ...plain, pool, client })).kind, 'signed-in')
})
