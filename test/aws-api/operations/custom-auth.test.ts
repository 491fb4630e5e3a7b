import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider'
import { minutes } from '#src/contracts/duration.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { ChallengeResult } from '#src/domain/triggers/define-auth-challenge.ts'
import { adminDisableUser } from '#src/domain/users/admin-enable-user.ts'
import { makePool, makeUser, PASSWORD } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { createTestTriggers, type TestTriggers } from '#test/test-triggers.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const refused = async (promise: Promise<unknown>): Promise<string> => {
  const { name, message } = await refusalOf(promise)
  return `${name}: ${message}`
}

const WRONG = 'NotAuthorizedException: Incorrect username or password.'
const INVALID = 'NotAuthorizedException: Invalid session for the user.'

const sessionOf = (request: Record<string, unknown>) => request['session'] as ChallengeResult[]

/** The functions of Cognito's own sample: the password first where the client began with it, then a riddle, three tries in all. */
const riddle: TestTriggers['functions'] = {
  DefineAuthChallenge({ request }) {
    const session = sessionOf(request)
    const last = session.at(-1)
    if (last?.challengeName === 'SRP_A') return { challengeName: 'PASSWORD_VERIFIER', issueTokens: false, failAuthentication: false }
    if (last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult) return { issueTokens: true, failAuthentication: false }
    if (session.filter(({ challengeName }) => challengeName === 'CUSTOM_CHALLENGE').length >= 3) return { issueTokens: false, failAuthentication: true }
    return { challengeName: 'CUSTOM_CHALLENGE', issueTokens: false, failAuthentication: false }
  },
  CreateAuthChallenge: () => ({ publicChallengeParameters: { question: 'Six times nine?', USERNAME: 'forged' }, privateChallengeParameters: { answer: '42' }, challengeMetadata: 'RIDDLE' }),
  VerifyAuthChallengeResponse: ({ request }) => ({ answerCorrect: request['challengeAnswer'] === (request['privateChallengeParameters'] as Record<string, string>)['answer'] }),
}

async function open(t: TestContext, functions: TestTriggers['functions'] = riddle, client: Parameters<typeof makePool>[2] = {}, settings: Parameters<typeof makePool>[1] = {}) {
  const triggers = createTestTriggers({ ...functions })
  const api = await openAwsApi(t, { triggers })
  const made = await makePool(api, settings, { PreventUserExistenceErrors: 'ENABLED', ...client })
  await makeUser(api, made.pool, 'ada')
  const begin = (given: Record<string, string> = {}, USERNAME = 'ada') =>
    api.sdk.initiateAuth({ ClientId: made.client.id, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME, ...given } })
  const answer = (Session: string | undefined, responses: Record<string, string>, ChallengeName: ChallengeNameType = 'CUSTOM_CHALLENGE', more: { ClientMetadata?: Record<string, string> } = {}) =>
    api.sdk.respondToAuthChallenge({ ClientId: made.client.id, ChallengeName, Session, ChallengeResponses: { USERNAME: 'ada', ...responses }, ...more })
  return { ...api, ...made, triggers, begin, answer }
}

test('InitiateAuth: CUSTOM_AUTH puts the challenge of the pool\'s functions, and a right answer signs in', async (t) => {
  const { begin, answer, triggers, sdk } = await open(t)
  const { $metadata: _, Session, ...begun } = await begin()
  assert.deepEqual(begun, { ChallengeName: 'CUSTOM_CHALLENGE', ChallengeParameters: { question: 'Six times nine?', USERNAME: 'ada' } })
  const { AuthenticationResult } = await answer(Session, { ANSWER: '42' }, 'CUSTOM_CHALLENGE', { ClientMetadata: { step: 'two' } })
  assert.equal((await sdk.getUser({ AccessToken: AuthenticationResult?.AccessToken })).Username, 'ada')
  const done = { challengeName: 'CUSTOM_CHALLENGE', challengeResult: true, challengeMetadata: 'RIDDLE' }
  assert.deepEqual(triggers.calls.map(({ source, request }) => [source, request['session'] ?? request['challengeAnswer'], request['clientMetadata'], request['userNotFound']]), [
    ['DefineAuthChallenge_Authentication', [], {}, false],
    ['CreateAuthChallenge_Authentication', [], {}, false],
    ['VerifyAuthChallengeResponse_Authentication', '42', { step: 'two' }, false],
    ['DefineAuthChallenge_Authentication', [done], { step: 'two' }, false],
  ])
  assert.deepEqual(triggers.calls[1]?.request['challengeName'], 'CUSTOM_CHALLENGE')
  assert.equal((triggers.calls[0]?.request['userAttributes'] as Record<string, string>)['email'], 'ada@example.com')
  assert.equal(triggers.calls[0]?.userName, 'ada')
})

test('InitiateAuth: CUSTOM_AUTH proves the password first where the client begins with it', async (t) => {
  const { begin, answer, triggers, pool, sdk, client } = await open(t)
  for (const byServer of [false, true]) {
    const srp = createSrpClient()
    const given = { CHALLENGE_NAME: 'SRP_A', SRP_A: srp.srpA }
    const first = byServer
      ? await sdk.adminInitiateAuth({ UserPoolId: pool.id, ClientId: client.id, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: 'ada', ...given } })
      : await begin(given)
    assert.equal(first.ChallengeName, 'PASSWORD_VERIFIER')
    const second = await answer(first.Session, srp.answer(first.ChallengeParameters ?? {}, pool.id, PASSWORD), 'PASSWORD_VERIFIER')
    assert.deepEqual([second.ChallengeName, second.AuthenticationResult], ['CUSTOM_CHALLENGE', undefined])
    assert.ok((await answer(second.Session, { ANSWER: '42' })).AuthenticationResult)
    assert.deepEqual(triggers.calls.filter(({ trigger }) => trigger === 'DefineAuthChallenge').slice(-2).map(({ request }) => sessionOf(request).map(({ challengeName, challengeResult }) => [challengeName, challengeResult])), [
      [['SRP_A', true], ['PASSWORD_VERIFIER', true]], [['SRP_A', true], ['PASSWORD_VERIFIER', true], ['CUSTOM_CHALLENGE', true]],
    ])
  }
  const srp = createSrpClient()
  const { Session, ChallengeParameters } = await begin({ CHALLENGE_NAME: 'SRP_A', SRP_A: srp.srpA })
  assert.equal(await refused(answer(Session, srp.answer(ChallengeParameters ?? {}, pool.id, 'Wrong-Horse-9'), 'PASSWORD_VERIFIER')), WRONG)
  assert.match(await refused(begin({ CHALLENGE_NAME: 'PASSWORD', SRP_A: srp.srpA })), /^InvalidParameterException/)
})

test('RespondToAuthChallenge: CR-30 a custom challenge is answered as often as the functions say, each session once, by nobody else and in time', async (t) => {
  const { begin, answer, clock } = await open(t)
  const first = await begin()
  const second = await answer(first.Session, { ANSWER: 'no' })
  assert.equal(second.ChallengeName, 'CUSTOM_CHALLENGE')
  assert.equal(await refused(answer(first.Session, { ANSWER: '42' })), INVALID)
  assert.equal(await refused(answer(`${second.Session?.slice(1)}x`, { ANSWER: '42' })), INVALID)
  assert.equal(await refused(answer(second.Session, { ANSWER: '42', USERNAME: 'eve' })), INVALID)
  assert.equal(await refused(answer(second.Session, { ANSWER: '42' })), INVALID, 'the answer of somebody else was the one answer')
  assert.equal(await refused(answer((await begin()).Session, {})), 'InvalidParameterException: Missing required parameter ANSWER')
  const third = await answer((await begin()).Session, { ANSWER: 'no' })
  const fourth = await answer(third.Session, { ANSWER: 'no' })
  assert.equal(await refused(answer(fourth.Session, { ANSWER: 'no' })), WRONG)
  const racing = await begin()
  const ends = await Promise.all(['42', 'a', 'b', 'c', 'd'].map((ANSWER) => answer(racing.Session, { ANSWER }).then(() => 'judged', (error: { message: string }) => error.message)))
  assert.equal(ends.filter((end) => end === 'judged').length, 1)
  const late = await begin()
  clock.advance(minutes(3))
  assert.equal(await refused(answer(late.Session, { ANSWER: '42' })), 'NotAuthorizedException: Invalid session for the user, session is expired.')
})

test('RespondToAuthChallenge: CR-30 functions that let everybody guess on do not: answers are counted over all sessions and in parallel', async (t) => {
  const { begin, answer } = await open(t, { ...riddle, DefineAuthChallenge: ({ request }) => (sessionOf(request).at(-1)?.challengeResult ? { issueTokens: true } : { challengeName: 'CUSTOM_CHALLENGE' }) })
  const sessions = await Promise.all(Array.from({ length: 30 }, () => begin().then(({ Session }) => Session)))
  const ends = await Promise.all(sessions.map((session, at) => answer(session, { ANSWER: `guess ${at}` }).then(() => 'judged', (error: { message: string }) => error.message)))
  assert.equal(ends.filter((end) => end === 'judged').length, 15)
  assert.equal(await refused(answer((await begin()).Session, { ANSWER: '42' })), 'NotAuthorizedException: Password attempts exceeded')
})

test('InitiateAuth: CUSTOM_AUTH goes through the functions for somebody unknown or disabled too, and never to tokens', async (t) => {
  const { begin, answer, triggers, domain, pool } = await open(t, { ...riddle, VerifyAuthChallengeResponse: () => ({ answerCorrect: true }) })
  await makeUser({ domain }, pool, 'barred')
  await adminDisableUser(domain, { pool, username: 'barred' })
  for (const username of ['nobody', 'barred']) {
    const { ChallengeName, ChallengeParameters, Session } = await begin({}, username)
    assert.deepEqual([ChallengeName, ChallengeParameters], ['CUSTOM_CHALLENGE', { question: 'Six times nine?', USERNAME: username }])
    assert.equal(await refused(answer(Session, { ANSWER: '42', USERNAME: username })), WRONG)
    assert.deepEqual([triggers.calls.at(-1)?.request['userNotFound'], triggers.calls.at(-1)?.request['userAttributes']], [true, {}])
    const srp = createSrpClient()
    const first = await begin({ CHALLENGE_NAME: 'SRP_A', SRP_A: srp.srpA }, username)
    assert.equal(first.ChallengeName, 'PASSWORD_VERIFIER')
    assert.equal(await refused(answer(first.Session, srp.answer(first.ChallengeParameters ?? {}, pool.id, PASSWORD), 'PASSWORD_VERIFIER')), WRONG)
  }
})

test('InitiateAuth: CUSTOM_AUTH needs functions, and takes nothing from them that it does not know', async (t) => {
  const frank = await open(t, {}, { PreventUserExistenceErrors: 'LEGACY' })
  assert.equal(await refused(frank.begin()), 'InvalidUserPoolConfigurationException: Custom auth lambda trigger is not configured for the user pool.')
  frank.triggers.functions.DefineAuthChallenge = () => ({ challengeName: 'CUSTOM_CHALLENGE' })
  assert.match(await refused(frank.begin()), /^InvalidUserPoolConfigurationException/)
  assert.equal(await refused(frank.begin({}, 'nobody')), 'UserNotFoundException: User does not exist.')
  const { begin, triggers } = await open(t)
  const defined: [Record<string, unknown>, string][] = [
    [{}, 'InvalidLambdaResponseException: Unrecognizable lambda output'],
    [{ challengeName: 'SMS_MFA' }, 'InvalidLambdaResponseException: Unrecognizable lambda output'],
    [{ issueTokens: 'yes' }, 'InvalidLambdaResponseException: Unrecognizable lambda output'],
    [{ challengeName: 'PASSWORD_VERIFIER' }, 'InvalidParameterException: Missing required parameter SRP_A'],
    [{ failAuthentication: true, issueTokens: true }, WRONG],
  ]
  for (const [answer, expected] of defined) {
    triggers.functions.DefineAuthChallenge = () => answer
    assert.equal(await refused(begin()), expected, JSON.stringify(answer))
  }
  triggers.functions.DefineAuthChallenge = () => {
    throw new DomainError('UserLambdaValidation', 'DefineAuthChallenge failed with error not today.')
  }
  assert.equal(await refused(begin()), 'UserLambdaValidationException: DefineAuthChallenge failed with error not today.')
  triggers.functions.DefineAuthChallenge = () => ({ issueTokens: true })
  assert.ok((await begin()).AuthenticationResult, 'functions may let in at once')
})

test('RespondToAuthChallenge: what the functions keep for themselves is not readable in the database, nor told to the client', async (t) => {
  const { begin, opened } = await open(t)
  const begun = await begin()
  assert.ok(!JSON.stringify(begun).includes('42"'))
  const rows = await opened.prisma.signInAttempt.findMany()
  assert.equal(rows.length, 1)
  assert.ok(!JSON.stringify(rows).includes('"42"') && !JSON.stringify(rows).includes('answer'))
  assert.ok(!JSON.stringify(rows).includes(begun.Session ?? ''))
})

test('RespondToAuthChallenge: after the password a second factor is asked for, and the functions hear of it', async (t) => {
  const { begin, answer, triggers, pool, domain, message } = await open(t, riddle, {}, { AutoVerifiedAttributes: ['email', 'phone_number'], SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' }, MfaConfiguration: 'OPTIONAL' })
  await makeUser({ domain }, pool, 'eve', { phone_number: '+14155550123', phone_number_verified: 'true' })
  const user = await domain.users.findUserByName(pool.id, 'eve') ?? assert.fail()
  await domain.users.updateUser({ ...user, mfa: { enabled: ['SMS_MFA'], preferred: 'SMS_MFA' } })
  const srp = createSrpClient()
  const first = await begin({ CHALLENGE_NAME: 'SRP_A', SRP_A: srp.srpA }, 'eve')
  const second = await answer(first.Session, { ...srp.answer(first.ChallengeParameters ?? {}, pool.id, PASSWORD), USERNAME: 'eve' }, 'PASSWORD_VERIFIER')
  assert.equal(second.ChallengeName, 'SMS_MFA')
  const third = await answer(second.Session, { SMS_MFA_CODE: (await message({ username: 'eve' })).code ?? '', USERNAME: 'eve' }, 'SMS_MFA')
  assert.equal(third.ChallengeName, 'CUSTOM_CHALLENGE')
  assert.ok((await answer(third.Session, { ANSWER: '42', USERNAME: 'eve' })).AuthenticationResult)
  const told = triggers.calls.filter(({ trigger }) => trigger === 'DefineAuthChallenge').at(-1)?.request ?? {}
  assert.deepEqual(sessionOf(told).map(({ challengeName }) => challengeName), ['SRP_A', 'PASSWORD_VERIFIER', 'SMS_MFA', 'CUSTOM_CHALLENGE'])
})
