import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days, minutes } from '#src/contracts/duration.ts'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { requireUser } from '#src/domain/users/find-user.ts'
import { globalSignOut } from '#src/domain/users/global-sign-out.ts'
import { makeUser } from '#test/users/make-user.ts'
import { lastCode, makePoolAndClient, openUserDeps, PASSWORD, refusalOf, type UserDeps } from '#test/users/open-user-deps.ts'
import { createSrpClient } from '#test/users/srp-client.ts'
import { answerChallenge, type AnswerChallengeInput } from './answer-challenge.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import { startSignIn } from './start-sign-in.ts'

type Challenge = Extract<SignInOutcome, { kind: 'challenge' }>
const challengeOf = (outcome: SignInOutcome): Challenge => {
  assert.equal(outcome.kind, 'challenge')
  return outcome as Challenge
}

/** An invited user in front of NEW_PASSWORD_REQUIRED. */
const invite = async (deps: UserDeps, settings: Parameters<typeof makePoolAndClient>[1] = {}) => {
  const { pool, client } = await makePoolAndClient(deps, settings)
  await adminCreateUser(deps, { pool, username: 'ada', attributes: { email: 'ada@example.com' }, deliveryMediums: ['EMAIL'] })
  const start = () => startSignIn(deps, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: 'ada', password: lastCode(deps) }).then(challengeOf)
  const answer = (session: string, responses: Record<string, string>, more: Partial<AnswerChallengeInput> = {}) =>
    answerChallenge(deps, { pool, client, wire: 'api', challenge: 'NEW_PASSWORD_REQUIRED', session, responses: { USERNAME: 'ada', ...responses }, ...more })
  return { pool, client, start, answer }
}

test('CR-18 a temporary password leads to an own one, with the attributes that are missing, and to nothing else', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, start, answer } = await invite(deps, { Schema: [{ Name: 'given_name', Required: true }, { Name: 'email', Required: true }] })
  const { challenge, parameters, session } = await start()
  assert.equal(challenge, 'NEW_PASSWORD_REQUIRED')
  assert.deepEqual(JSON.parse(parameters['requiredAttributes'] ?? ''), ['userAttributes.given_name'])
  assert.deepEqual(JSON.parse(parameters['userAttributes'] ?? ''), { email: 'ada@example.com', email_verified: 'false' })
  const given = { NEW_PASSWORD: PASSWORD, 'userAttributes.given_name': 'Ada' }
  const refused = async (responses: Record<string, string>) => (await refusalOf(answer(session, responses))).code
  assert.equal(await refused({ NEW_PASSWORD: PASSWORD }), 'InvalidParameter')
  assert.equal(await refused({ ...given, NEW_PASSWORD: 'weak' }), 'InvalidPassword')
  assert.equal(await refused({ ...given, 'userAttributes.email': 'eve@example.com' }), 'InvalidParameter')
  assert.equal(await refused({ ...given, 'userAttributes.email_verified': 'true' }), 'NotAuthorized')
  assert.equal(await refused({ ...given, 'userAttributes.custom:role': 'admin' }), 'NotAuthorized')
  const outcome = await answer(session, { ...given, 'userAttributes.email': 'ada@example.com' })
  assert.equal(outcome.kind === 'signed-in' && outcome.authentication.tokenSource, 'NewPasswordChallenge')
  const user = await requireUser(deps, pool, 'ada')
  assert.deepEqual([user.status, user.attributes['given_name'], user.credential?.expiresAt], ['CONFIRMED', 'Ada', null])
  assert.equal((await refusalOf(answer(session, given))).message, 'Invalid session for the user.')
})

test('CR-11 a session is good for its own challenge, client, user, wire and time, and for one answer', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client, start, answer } = await invite(deps)
  const other = await makePoolAndClient(deps)
  await makeUser(deps, pool, 'eve')
  const given = { NEW_PASSWORD: PASSWORD }
  const { session } = await start()
  const wrong: [string, Partial<AnswerChallengeInput>][] = [
    ...(['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE', 'MFA_SETUP', 'SELECT_MFA_TYPE', 'DEVICE_SRP_AUTH', 'EMAIL_OTP', 'WEB_AUTHN', 'PASSWORD'] as const)
      .map((challenge): [string, Partial<AnswerChallengeInput>] => [challenge, { challenge }]),
    ['another client', { client: other.client }], ['another pool', { pool: other.pool, client: other.client }], ['another wire', { wire: 'hosted' }],
    ['another user', { responses: { USERNAME: 'eve', ...given } }], ['altered', { session: `${session.slice(1)}A` }], ['none', { session: null }],
  ]
  for (const [what, more] of wrong) assert.equal((await refusalOf(answer(session, given, more))).message, 'Invalid session for the user.', what)
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => answer(session, given).then((outcome) => outcome.kind, (error: { code: string }) => error.code)))
  assert.equal(outcomes.filter((outcome) => outcome === 'signed-in').length, 1)
  assert.equal(client.settings.AuthSessionValidity, 3)
})

test('CR-30 a session dies after its time, after a sign-out everywhere, and with the password it came from', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, start, answer } = await invite(deps)
  const given = { NEW_PASSWORD: PASSWORD }
  const late = await start()
  deps.clock.advance(minutes(3))
  assert.equal((await refusalOf(answer(late.session, given))).message, 'Invalid session for the user, session is expired.')
  const signedOut = await start()
  deps.clock.advance(1000)
  await globalSignOut(deps, { pool, user: await requireUser(deps, pool, 'ada') })
  assert.equal((await refusalOf(answer(signedOut.session, given))).message, 'Invalid session for the user.')
  deps.clock.advance(1000)
  const old = await start()
  deps.clock.advance(1000)
  await adminCreateUser(deps, { pool, username: 'ada', attributes: {}, messageAction: 'RESEND', deliveryMediums: ['EMAIL'] })
  assert.equal((await refusalOf(answer(old.session, given))).message, 'Invalid session for the user.')
})

test('a temporary password dies after its days; an operator renews it', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, start } = await invite(deps)
  deps.clock.advance(days(7))
  assert.equal((await refusalOf(start())).message, 'Temporary password has expired and must be reset by an administrator.')
  await adminCreateUser(deps, { pool, username: 'ada', attributes: {}, messageAction: 'RESEND', deliveryMediums: ['EMAIL'] })
  assert.equal((await start()).challenge, 'NEW_PASSWORD_REQUIRED')
})

test('SRP: the right password signs in, with and without the session, the wrong one ends it', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { AliasAttributes: ['email'] })
  const user = await makeUser(deps, pool, 'Ada')
  const begin = async () => {
    const srp = createSrpClient()
    const challenge = challengeOf(await startSignIn(deps, { pool, client, wire: 'api', flow: 'USER_SRP_AUTH', username: 'ada@example.com', srpA: srp.srpA }))
    const answer = (password: string, session: string | null) =>
      answerChallenge(deps, { pool, client, wire: 'api', challenge: 'PASSWORD_VERIFIER', session, responses: srp.answer(challenge.parameters, pool.id, password) })
    return { ...challenge, answer }
  }
  const first = await begin()
  assert.deepEqual([first.challenge, first.parameters['USER_ID_FOR_SRP'], first.parameters['SALT']], ['PASSWORD_VERIFIER', 'Ada', user.credential?.srp?.salt])
  assert.ok(!JSON.stringify(first.attempt).includes(first.session))
  const outcome = await first.answer(PASSWORD, first.session)
  assert.deepEqual(outcome.kind === 'signed-in' && [outcome.authentication.userId, outcome.authentication.amr], [user.id, ['pwd']])
  assert.equal((await refusalOf(first.answer(PASSWORD, first.session))).message, 'Invalid session for the user.')
  assert.equal((await (await begin()).answer(PASSWORD, null)).kind, 'signed-in')
  const wrong = await begin()
  assert.equal((await refusalOf(wrong.answer('wrong-Horse-1', wrong.session))).message, 'Incorrect username or password.')
  assert.equal((await refusalOf(wrong.answer(PASSWORD, wrong.session))).message, 'Invalid session for the user.')
})

test('CR-08 SRP: junk is refused, an unknown user gets a stable salt, B never repeats, and failures lock as plain ones do', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  await makeUser(deps, pool, 'ada')
  const begin = (username: string, srpA: string) => startSignIn(deps, { pool, client, wire: 'api', flow: 'USER_SRP_AUTH', username, srpA })
  for (const srpA of ['0', '', 'zz', '00'.repeat(384), 'f'.repeat(1_000_000), '-1']) assert.equal((await refusalOf(begin('ada', srpA))).code, 'InvalidParameter')
  const { srpA } = createSrpClient()
  const [one, two] = [challengeOf(await begin('nobody', srpA)), challengeOf(await begin('NOBODY'.toLowerCase(), srpA))]
  assert.deepEqual([one.parameters['SALT'], one.parameters['USER_ID_FOR_SRP']], [two.parameters['SALT'], two.parameters['USER_ID_FOR_SRP']])
  assert.deepEqual([one.parameters['USER_ID_FOR_SRP'], challengeOf(await begin('ada', srpA)).parameters['USER_ID_FOR_SRP']], ['nobody', 'ada'])
  const byAddress = await makePoolAndClient(deps, { UsernameAttributes: ['email'] })
  const unknown = challengeOf(await startSignIn(deps, { ...byAddress, wire: 'api', flow: 'USER_SRP_AUTH', username: 'nobody@example.com', srpA }))
  assert.match(unknown.parameters['USER_ID_FOR_SRP'] ?? '', /^[0-9a-f-]{36}$/)
  assert.notEqual(one.parameters['SRP_B'], two.parameters['SRP_B'])
  const answers = async (username: string) => {
    const messages = []
    for (let round = 0; round < 7; round++) {
      const srp = createSrpClient()
      const { parameters, session } = challengeOf(await begin(username, srp.srpA))
      const responses = srp.answer(parameters, pool.id, 'wrong-Horse-1')
      messages.push((await refusalOf(answerChallenge(deps, { pool, client, wire: 'api', challenge: 'PASSWORD_VERIFIER', session, responses }))).message)
    }
    return messages
  }
  const known = await answers('ada')
  assert.deepEqual(known, [...Array.from({ length: 5 }, () => 'Incorrect username or password.'), 'Password attempts exceeded', 'Password attempts exceeded'])
  assert.deepEqual(await answers('nobody'), known)
  const plain = await refusalOf(startSignIn(deps, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: 'ada', password: PASSWORD }))
  assert.equal(plain.message, 'Password attempts exceeded')
})
