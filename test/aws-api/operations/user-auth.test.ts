import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { AuthFlowType, ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider'
import { minutes } from '#src/contracts/duration.ts'
import { adminDisableUser } from '#src/domain/users/admin-enable-user.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { makePool, makeUser, PASSWORD } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { createTestTriggers } from '#test/test-triggers.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const ALL = ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP']

const refused = async (promise: Promise<unknown>): Promise<string> => {
  const { name, message } = await refusalOf(promise)
  return `${name}: ${message}`
}

/** A pool that lets people in by codes, and somebody with both contacts. */
async function open(t: TestContext, settings: UserPoolSettingsInput = {}, client: Parameters<typeof makePool>[2] = {}, options: Parameters<typeof openAwsApi>[1] = {}) {
  const api = await openAwsApi(t, options)
  const made = await makePool(api, {
    AutoVerifiedAttributes: ['email', 'phone_number'], Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] } }, ...settings,
  }, { PreventUserExistenceErrors: 'ENABLED', ...client })
  await makeUser(api, made.pool, 'ada', { phone_number: '+14155550123', phone_number_verified: 'true' })
  const begin = (given: Record<string, string> = {}, USERNAME = 'ada', AuthFlow: AuthFlowType = 'USER_AUTH') =>
    api.sdk.initiateAuth({ ClientId: made.client.id, AuthFlow, AuthParameters: { USERNAME, ...given } })
  const answer = (ChallengeName: ChallengeNameType, Session: string | undefined, responses: Record<string, string>, USERNAME = 'ada') =>
    api.sdk.respondToAuthChallenge({ ClientId: made.client.id, ChallengeName, Session, ChallengeResponses: { USERNAME, ...responses } })
  const newestCode = async () => (await api.message({ username: 'ada' })).code ?? assert.fail()
  return { ...api, ...made, begin, answer, newestCode }
}

test('InitiateAuth: USER_AUTH offers a choice, also where the preferred challenge is not to be had', async (t) => {
  const { begin, sdk, pool, client } = await open(t)
  for (const given of [{}, { PREFERRED_CHALLENGE: 'WEB_AUTHN' }, { PREFERRED_CHALLENGE: 'CUSTOM_CHALLENGE' }]) {
    const { $metadata: _, Session, ...answer } = await begin(given)
    assert.deepEqual(answer, { ChallengeName: 'SELECT_CHALLENGE', ChallengeParameters: {}, AvailableChallenges: ALL })
    assert.match(Session ?? '', /^.{20,2048}$/)
  }
  const byServer = await sdk.adminInitiateAuth({ UserPoolId: pool.id, ClientId: client.id, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'ada' } })
  assert.deepEqual(byServer.AvailableChallenges, ALL)
})

test('InitiateAuth: USER_AUTH goes to the end with a preferred password, and to its challenge with any other', async (t) => {
  const { begin, answer, pool } = await open(t)
  assert.ok((await begin({ PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD })).AuthenticationResult)
  assert.equal(await refused(begin({ PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'Wrong-Horse-9' })), 'NotAuthorizedException: Incorrect username or password.')
  const later = await begin({ PREFERRED_CHALLENGE: 'PASSWORD' })
  assert.deepEqual([later.ChallengeName, later.ChallengeParameters], ['PASSWORD', {}])
  assert.equal(await refused(answer('PASSWORD', later.Session, {})), 'InvalidParameterException: Missing required parameter PASSWORD')
  assert.ok((await answer('PASSWORD', later.Session, { PASSWORD })).AuthenticationResult)
  const srp = createSrpClient()
  const proof = await begin({ PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: srp.srpA })
  assert.equal(proof.ChallengeName, 'PASSWORD_VERIFIER')
  assert.ok((await answer('PASSWORD_VERIFIER', proof.Session, srp.answer(proof.ChallengeParameters ?? {}, pool.id, PASSWORD))).AuthenticationResult)
  const bare = await begin({ PREFERRED_CHALLENGE: 'PASSWORD_SRP' })
  assert.equal(bare.ChallengeName, 'PASSWORD_SRP')
  const then = await answer('PASSWORD_SRP', bare.Session, { SRP_A: srp.srpA })
  assert.ok((await answer('PASSWORD_VERIFIER', then.Session, srp.answer(then.ChallengeParameters ?? {}, pool.id, PASSWORD))).AuthenticationResult)
})

test('RespondToAuthChallenge: SELECT_CHALLENGE takes a choice with what it needs, and keeps its session after a refusal', async (t) => {
  const { begin, answer, pool, newestCode } = await open(t)
  const { Session } = await begin()
  const choose = (ANSWER: string, more: Record<string, string> = {}, session = Session) => answer('SELECT_CHALLENGE', session, { ANSWER, ...more })
  for (const other of ['WEB_AUTHN', 'SELECT_CHALLENGE', 'toString']) assert.match(await refused(choose(other)), /^InvalidParameterException: The selected challenge/)
  assert.equal(await refused(choose('PASSWORD', { PASSWORD: 'Wrong-Horse-9' })), 'NotAuthorizedException: Incorrect username or password.')
  assert.ok((await choose('PASSWORD', { PASSWORD })).AuthenticationResult)
  assert.equal(await refused(choose('PASSWORD', { PASSWORD })), 'NotAuthorizedException: Invalid session for the user.')
  const srp = createSrpClient()
  const proof = await choose('PASSWORD_SRP', { SRP_A: srp.srpA }, (await begin()).Session)
  assert.ok((await answer('PASSWORD_VERIFIER', proof.Session, srp.answer(proof.ChallengeParameters ?? {}, pool.id, PASSWORD))).AuthenticationResult)
  const mailed = await choose('EMAIL_OTP', {}, (await begin()).Session)
  assert.deepEqual([mailed.ChallengeName, mailed.ChallengeParameters], ['EMAIL_OTP', { CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL', CODE_DELIVERY_DESTINATION: 'a***@e***' }])
  assert.ok((await answer('EMAIL_OTP', mailed.Session, { EMAIL_OTP_CODE: await newestCode() })).AuthenticationResult)
})

test('RespondToAuthChallenge: a code by mail or phone signs in, has eight digits, is stored as a keyed hash, and works once', async (t) => {
  const { begin, answer, newestCode, opened, sdk } = await open(t)
  const ways = [['EMAIL_OTP', 'EMAIL_OTP_CODE', 'EMAIL', 'a***@e***'], ['SMS_OTP', 'SMS_OTP_CODE', 'SMS', '+*******0123']] as const
  for (const [challenge, response, medium, destination] of ways) {
    const { Session, ChallengeName, ChallengeParameters, AvailableChallenges } = await begin({ PREFERRED_CHALLENGE: challenge })
    assert.deepEqual([ChallengeName, ChallengeParameters, AvailableChallenges], [challenge, { CODE_DELIVERY_DELIVERY_MEDIUM: medium, CODE_DELIVERY_DESTINATION: destination }, ALL])
    const code = await newestCode()
    assert.match(code, /^[0-9]{8}$/)
    assert.ok(!JSON.stringify(await opened.prisma.signInAttempt.findMany()).includes(code))
    assert.equal(await refused(answer(challenge, Session, { [response]: code === '00000000' ? '00000001' : '00000000' })), 'CodeMismatchException: Invalid code received for user')
    assert.equal(await refused(answer(challenge, Session, {})), `InvalidParameterException: Missing required parameter ${response}`)
    const { AuthenticationResult } = await answer(challenge, Session, { [response]: code })
    assert.equal((await sdk.getUser({ AccessToken: AuthenticationResult?.AccessToken })).Username, 'ada')
    assert.equal(await refused(answer(challenge, Session, { [response]: code })), 'NotAuthorizedException: Invalid session for the user.')
  }
})

test('RespondToAuthChallenge: a code is the newest session\'s own, and dies with it', async (t) => {
  const { begin, answer, newestCode, clock } = await open(t)
  const first = await begin({ PREFERRED_CHALLENGE: 'EMAIL_OTP' })
  const old = await newestCode()
  clock.advance(1000)
  const second = await begin({ PREFERRED_CHALLENGE: 'EMAIL_OTP' })
  assert.match(await refused(answer('EMAIL_OTP', second.Session, { EMAIL_OTP_CODE: old })), /^CodeMismatchException/)
  clock.advance(minutes(3) - 1000)
  assert.equal(await refused(answer('EMAIL_OTP', first.Session, { EMAIL_OTP_CODE: old })), 'NotAuthorizedException: Invalid session for the user, session is expired.')
})

test('RespondToAuthChallenge: CR-10 guesses at codes are limited over all sessions of a user and in parallel, and so are messages', async (t) => {
  const { begin, answer, newestCode } = await open(t)
  const sessions = [(await begin({ PREFERRED_CHALLENGE: 'EMAIL_OTP' })).Session, (await begin({ PREFERRED_CHALLENGE: 'EMAIL_OTP' })).Session]
  const guesses = await Promise.all(Array.from({ length: 40 }, (_, at) => refused(answer('EMAIL_OTP', sessions[at % 2], { EMAIL_OTP_CODE: `x${at}` }))))
  assert.equal(guesses.filter((said) => said.startsWith('CodeMismatchException')).length, 10)
  assert.equal(await refused(answer('EMAIL_OTP', sessions[1], { EMAIL_OTP_CODE: await newestCode() })), 'LimitExceededException: Attempt limit exceeded, please try after some time.')
  const sent = await Promise.all(Array.from({ length: 12 }, () => begin({ PREFERRED_CHALLENGE: 'SMS_OTP' }).then(() => 'sent', () => 'refused')))
  assert.equal(sent.filter((end) => end === 'sent').length, 8, 'ten messages an hour')
})

test('InitiateAuth: USER_AUTH shows somebody unknown or disabled what a user might be shown, always the same, and lets them nowhere', async (t) => {
  const { begin, answer, domain, pool } = await open(t)
  const shown = async (username: string) => (await begin({}, username)).AvailableChallenges ?? []
  /** Of the unknown, one of a hundred at least seems to have all factors. */
  const seeming: string[] = []
  for (let n = 0; seeming.length < 2; n++) if ((await shown(`nobody-${n}`)).length === ALL.length) seeming.push(`nobody-${n}`)
  const [nobody = '', barred = ''] = seeming
  await makeUser({ domain }, pool, barred, { phone_number: '+14155550124', phone_number_verified: 'true' })
  await adminDisableUser(domain, { pool, username: barred })
  for (const username of [nobody, barred]) {
    assert.deepEqual(await shown(username), ALL)
    const { ChallengeName, AvailableChallenges, Session } = await begin({}, username)
    assert.deepEqual([ChallengeName, AvailableChallenges], ['SELECT_CHALLENGE', ALL], username)
    assert.equal(await refused(answer('SELECT_CHALLENGE', Session, { ANSWER: 'PASSWORD', PASSWORD }, username)), 'NotAuthorizedException: Incorrect username or password.')
    const mailed = await begin({ PREFERRED_CHALLENGE: 'EMAIL_OTP' }, username)
    assert.equal(mailed.ChallengeName, 'EMAIL_OTP')
    assert.match(mailed.ChallengeParameters?.['CODE_DELIVERY_DESTINATION'] ?? '', /^.\*\*\*@.\*\*\*$/)
    assert.equal(await refused(answer('EMAIL_OTP', mailed.Session, { EMAIL_OTP_CODE: '12345678' }, username)), 'CodeMismatchException: Invalid code received for user')
    assert.equal(await refused(answer('EMAIL_OTP', mailed.Session, { EMAIL_OTP_CODE: '12345678' }, 'somebody-else')), 'NotAuthorizedException: Invalid session for the user.')
    const again = await begin({ PREFERRED_CHALLENGE: 'EMAIL_OTP' }, username)
    assert.deepEqual(again.ChallengeParameters, mailed.ChallengeParameters)
  }
})

test('InitiateAuth: USER_AUTH names somebody unknown where the client lets it', async (t) => {
  const { begin } = await open(t, {}, { PreventUserExistenceErrors: 'LEGACY' })
  assert.equal(await refused(begin({}, 'nobody')), 'UserNotFoundException: User does not exist.')
})

test('InitiateAuth: USER_AUTH offers codes only to proven contacts, and not where a second factor is wanted', async (t) => {
  const { begin, sdk, pool, domain } = await open(t, { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' } })
  await makeUser({ domain }, pool, 'eve', { email_verified: 'false' })
  assert.deepEqual((await begin({}, 'eve')).AvailableChallenges, ['PASSWORD', 'PASSWORD_SRP'])
  await sdk.setUserPoolMfaConfig({ UserPoolId: pool.id, MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } })
  assert.deepEqual((await begin()).AvailableChallenges, ALL)
  await sdk.setUserPoolMfaConfig({ UserPoolId: pool.id, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } })
  assert.deepEqual((await begin()).AvailableChallenges, ['PASSWORD', 'PASSWORD_SRP'])
})

test('InitiateAuth: the session of a confirmed sign-up signs in by USER_AUTH, once', async (t) => {
  const { sdk, client, message, clock } = await open(t, { AutoVerifiedAttributes: ['email'] })
  const signUp = async (Username: string) => {
    const { Session } = await sdk.signUp({ ClientId: client.id, Username, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: `${Username}@example.com` }] })
    const { code } = await message({ username: Username })
    return sdk.confirmSignUp({ ClientId: client.id, Username, ConfirmationCode: code ?? '', Session })
  }
  const begin = (Session: string | undefined, USERNAME: string) => sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME }, Session })
  const { Session } = await signUp('eve')
  assert.equal(await refused(begin(Session, 'ada')), 'NotAuthorizedException: Invalid session for the user.')
  assert.equal(await refused(begin(`${Session}x`, 'eve')), 'NotAuthorizedException: Invalid session for the user.')
  const { AuthenticationResult } = await begin(Session, 'eve')
  assert.equal((await sdk.getUser({ AccessToken: AuthenticationResult?.AccessToken })).Username, 'eve')
  assert.equal(await refused(begin(Session, 'eve')), 'NotAuthorizedException: Invalid session for the user.')
  const late = await signUp('bob')
  clock.advance(minutes(3) + 1000)
  assert.equal(await refused(begin(late.Session, 'bob')), 'NotAuthorizedException: Invalid session for the user.')
})

test('InitiateAuth: USER_AUTH words its messages by the function of the pool, with the metadata of the answer alone', async (t) => {
  const triggers = createTestTriggers({ CustomMessage: () => ({ emailMessage: 'Yours: {####}', emailSubject: 'Come in' }), PreAuthentication: () => ({}) })
  const { sdk, client, begin, message } = await open(t, { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' } }, {}, { triggers })
  const { Session } = await begin()
  await sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'SELECT_CHALLENGE', Session, ChallengeResponses: { USERNAME: 'ada', ANSWER: 'EMAIL_OTP' }, ClientMetadata: { step: 'two' } })
  assert.equal((await message({ username: 'ada' })).subject, 'Come in')
  assert.deepEqual(triggers.calls.map(({ source, request }) => [source, request['clientMetadata'] ?? request['validationData']]), [
    ['PreAuthentication_Authentication', {}], ['CustomMessage_Authentication', { step: 'two' }],
  ])
})
