import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { confirmDevice, proveDevice } from '#test/aws-api/devices.ts'
import { postRaw } from '#test/aws-api/open-aws-api.ts'
import { begin, ended, FACTORS } from '#test/aws-api/second-factors.ts'
import { browserFor, exchangeCode, signInHosted } from '#test/drive/application.ts'
import { codeOf } from '#test/drive/hosted-browser.ts'
import { PASSWORD } from '#test/drive/open-poolhouse.ts'
import { SMS } from '#test/drive/second-factors.ts'
import { until } from '#test/reliability/until.ts'
import { EVERY_TRIGGER, type Event, NO_GROUPS, NO_OVERRIDES, NO_WORDS, NOBODYS_SDK, openWithFunctions, PAIRS, placesFor, SDK_VERSION, SENDERS } from './open-with-functions.ts'

const NEW = 'Newer-Horse-10'
const TEMPORARY = 'Temp-<b>-9'
const NOTHING_CONFIRMED = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false }
const OPERATORS = 'CLIENT_ID_NOT_APPLICABLE'

/** Where messages go, and what a pool needs for it. */
const MEDIA = {
  email: { contact: 'email', delivery: 'EMAIL', factor: 'EMAIL_OTP', recovery: 'verified_email', values: ['ann@example.com', 'other@example.com', 'bob@example.com'], ofPool: {} },
  sms: { contact: 'phone_number', delivery: 'SMS', factor: 'SMS_OTP', recovery: 'verified_phone_number', values: ['+12025550101', '+12025550102', '+12025550103'], ofPool: SMS },
} as const
type Medium = keyof typeof MEDIA
type Kind = 'message' | 'sender'

async function open(t: TestContext, medium: Medium, kind: Kind) {
  const { contact, factor, recovery, ofPool } = MEDIA[medium]
  const opened = await openWithFunctions(t, 'lambda', {
    UsernameAttributes: [], AutoVerifiedAttributes: [contact], AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: recovery }] }, ...ofPool,
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', factor] } }, LambdaConfig: kind === 'sender' ? { ...EVERY_TRIGGER, ...SENDERS } : EVERY_TRIGGER,
  })
  const { sent, message, calls } = opened
  /** Does something that sends Ann, or somebody else, a code: the code, as the function decrypted it where it sends it. */
  const sending = async (act: () => Promise<unknown>, username = 'ann'): Promise<string> => {
    const bySender = kind === 'sender' ? sent.next() : null
    await act()
    return (bySender === null ? (await message({ username })).code : (await bySender).code) ?? ''
  }
  /** The event of that source, once the function is called; others since the last question are forgotten. */
  const event = async (source: string): Promise<Event> => {
    const fresh: Event[] = []
    const find = () => fresh.find(({ triggerSource }) => triggerSource === source)
    await until(source, async () => {
      fresh.push(...await calls())
      return find() !== undefined
    })
    return find() ?? assert.fail()
  }
  return { ...opened, sending, event }
}

for (const medium of ['email', 'sms'] as const) {
  for (const kind of ['message', 'sender'] as const) {
    test(`each occasion of a message by ${medium} is told as on AWS to the function that ${kind === 'message' ? 'words' : 'sends'} it`, async (t) => {
      const { contact, delivery, factor, values: [first, second, third] } = MEDIA[medium]
      const { sdk, pool, client, clock, findUser, eventOf, sending, event } = await open(t, medium, kind)
      const ClientId = client.id
      const ofAnn = { ClientId, Username: 'ann', ClientMetadata: PAIRS }
      const prefix = kind === 'message' ? 'CustomMessage' : medium === 'email' ? 'CustomEmailSender' : 'CustomSMSSender'
      const attributesOf = async (username: string, status: string, value: string, verified: 'true' | 'false') =>
        ({ sub: (await findUser(username)).id, 'cognito:user_status': status, [contact]: value, [`${contact}_verified`]: verified })
      /** The event of an occasion has those attributes, and what else is Cognito's. */
      const told = async (occasion: string, userAttributes: object, { username = 'ann', clientId = ClientId, usernameParameter = null as string | null } = {}) => {
        const got = await event(`${prefix}_${occasion}`)
        const { code } = got['request'] as { code?: string }
        if (kind === 'sender') assert.match(code ?? '', /^[A-Za-z0-9+/]{100,}={0,2}$/)
        const request = kind === 'message' ? { userAttributes, ...placesFor(usernameParameter), clientMetadata: PAIRS }
          : { type: medium === 'email' ? 'customEmailSenderRequestV1' : 'customSMSSenderRequestV1', code, userAttributes, clientMetadata: PAIRS }
        assert.deepEqual(got, eventOf(SDK_VERSION, clientId)(`${prefix}_${occasion}`, username, request, kind === 'message' ? NO_WORDS : {}))
      }

      await sending(() => sdk.signUp({ ...ofAnn, Password: PASSWORD, UserAttributes: [{ Name: contact, Value: first }] }))
      await told('SignUp', await attributesOf('ann', 'UNCONFIRMED', first, 'false'))
      clock.advance(60_000)
      const confirmation = await sending(() => sdk.resendConfirmationCode(ofAnn))
      await told('ResendCode', await attributesOf('ann', 'UNCONFIRMED', first, 'false'))
      await sdk.confirmSignUp({ ...ofAnn, ConfirmationCode: confirmation })

      const ConfirmationCode = await sending(() => sdk.forgotPassword(ofAnn))
      const confirmed = await attributesOf('ann', 'CONFIRMED', first, 'true')
      await told('ForgotPassword', confirmed)
      await sdk.confirmForgotPassword({ ...ofAnn, ConfirmationCode, Password: NEW })
      assert.deepEqual(await event('PostConfirmation_ConfirmForgotPassword'), eventOf(SDK_VERSION)('PostConfirmation_ConfirmForgotPassword', 'ann', { userAttributes: confirmed, clientMetadata: PAIRS }, {}))

      const { AuthenticationResult } = await sdk.initiateAuth({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ann', PASSWORD: NEW } })
      const ofToken = { AccessToken: AuthenticationResult?.AccessToken, ClientMetadata: PAIRS }
      await sending(() => sdk.updateUserAttributes({ ...ofToken, UserAttributes: [{ Name: contact, Value: second }] }))
      await told('UpdateUserAttribute', await attributesOf('ann', 'CONFIRMED', second, 'false'))
      clock.advance(60_000)
      const Code = await sending(() => sdk.getUserAttributeVerificationCode({ ...ofToken, AttributeName: contact }))
      await told('VerifyUserAttribute', await attributesOf('ann', 'CONFIRMED', second, 'false'))
      await sdk.verifyUserAttribute({ AccessToken: ofToken.AccessToken, AttributeName: contact, Code })

      const { Session } = await sdk.initiateAuth({ ClientId, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'ann' } })
      let asked: string | undefined
      const otp = await sending(async () => {
        const challenge = await sdk.respondToAuthChallenge({ ClientId, ChallengeName: 'SELECT_CHALLENGE', Session, ChallengeResponses: { USERNAME: 'ann', ANSWER: factor }, ClientMetadata: PAIRS })
        asked = challenge.Session
      })
      await told('Authentication', await attributesOf('ann', 'CONFIRMED', second, 'true'))
      const signedIn = await sdk.respondToAuthChallenge({ ClientId, ChallengeName: factor, Session: asked, ChallengeResponses: { USERNAME: 'ann', [`${factor}_CODE`]: otp } })
      assert.ok(signedIn.AuthenticationResult)

      const temporary = await sending(() => sdk.adminCreateUser({
        UserPoolId: pool.id, Username: 'bob', UserAttributes: [{ Name: contact, Value: third }], DesiredDeliveryMediums: [delivery], TemporaryPassword: TEMPORARY, ClientMetadata: PAIRS,
      }), 'bob')
      assert.equal(temporary, kind === 'sender' && medium === 'email' ? 'Temp-&lt;b&gt;-9' : TEMPORARY)
      await told('AdminCreateUser', await attributesOf('bob', 'FORCE_CHANGE_PASSWORD', third, 'false'), { username: 'bob', clientId: OPERATORS, usernameParameter: '{username}' })
    })
  }
}

test('sign-ins on a new device, on one that proves itself, and by a first password are told as on AWS', async (t) => {
  const opened = await openWithFunctions(t, 'lambda', {
    UsernameAttributes: [], MfaConfiguration: 'OPTIONAL', ...FACTORS.sms, DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
  })
  const { sdk, pool, client, calls, eventOf, addUser, userAttributes, url } = opened
  const event = eventOf(SDK_VERSION)
  const party = { api: { ...opened, post: (...given: [string, unknown, Record<string, string>?]) => postRaw(url, ...given) }, pool, client }
  await addUser('ada', { phone_number: '+12025550100', phone_number_verified: 'true' })
  const ada = await userAttributes('ada')
  await calls()
  const issued = (kind: string, attributes: Event, more: Event = {}) =>
    event(`TokenGeneration_${kind}`, attributes === ada ? 'ada' : 'bob', { userAttributes: attributes, groupConfiguration: NO_GROUPS, scopes: ['aws.cognito.signin.user.admin'], ...more }, NO_OVERRIDES, '3')

  const first = await begin(party)
  assert.deepEqual(await calls(), [
    event('PreAuthentication_Authentication', 'ada', { userAttributes: ada, validationData: {} }, {}),
    event('PostAuthentication_Authentication', 'ada', { userAttributes: ada, newDeviceUsed: true, clientMetadata: {} }, {}),
    issued('Authentication', ada),
  ])
  const device = await confirmDevice(party, first)
  await sdk.setUserMFAPreference({ AccessToken: first.AuthenticationResult?.AccessToken, SMSMfaSettings: { Enabled: true, PreferredMfa: true } })
  await calls()
  assert.equal(ended(await proveDevice(party, await begin(party, { DEVICE_KEY: device.key }), device)), 'signed-in')
  assert.deepEqual(await calls(), [
    event('PreAuthentication_Authentication', 'ada', { userAttributes: ada, validationData: {} }, {}),
    event('PostAuthentication_Authentication', 'ada', { userAttributes: ada, newDeviceUsed: false, clientMetadata: {} }, {}),
    issued('AuthenticateDevice', ada),
  ])

  await sdk.adminCreateUser({
    UserPoolId: pool.id, Username: 'bob', TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: 'bob@example.com' }], ClientMetadata: PAIRS,
    ValidationData: [{ Name: 'by', Value: 'desk' }],
  })
  assert.deepEqual(await calls(), [
    eventOf(SDK_VERSION, OPERATORS)('PreSignUp_AdminCreateUser', 'bob', {
      userAttributes: { email: 'bob@example.com', email_verified: 'false' }, validationData: { by: 'desk' }, clientMetadata: PAIRS,
    }, NOTHING_CONFIRMED),
  ])
  const invited = await userAttributes('bob', 'FORCE_CHANGE_PASSWORD')
  const { Session } = await sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'bob', PASSWORD }, ClientMetadata: PAIRS })
  assert.deepEqual(await calls(), [event('PreAuthentication_Authentication', 'bob', { userAttributes: invited, validationData: PAIRS }, {})])
  await sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'NEW_PASSWORD_REQUIRED', Session, ChallengeResponses: { USERNAME: 'bob', NEW_PASSWORD: NEW }, ClientMetadata: PAIRS })
  const bob = await userAttributes('bob')
  assert.deepEqual(await calls(), [
    event('PostAuthentication_Authentication', 'bob', { userAttributes: bob, newDeviceUsed: true, clientMetadata: PAIRS }, {}),
    issued('NewPasswordChallenge', bob, { clientMetadata: PAIRS }),
  ])
})

test('a browser that the pool remembers by itself is a new device once', async (t) => {
  const { calls, eventOf, addUser, userAttributes, application } = await openWithFunctions(t, 'lambda', {
    UsernameAttributes: [], DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
  })
  await addUser('carl')
  const carl = await userAttributes('carl')
  await calls()
  const browser = browserFor(application)
  const hosted = eventOf(NOBODYS_SDK)
  for (const newDeviceUsed of [true, false]) {
    await exchangeCode(application, codeOf(await signInHosted(browser, application, { username: 'carl', password: PASSWORD })))
    assert.deepEqual(await calls(), [
      hosted('PreAuthentication_Authentication', 'carl', { userAttributes: carl, validationData: {} }, {}),
      hosted('PostAuthentication_Authentication', 'carl', { userAttributes: carl, newDeviceUsed, clientMetadata: {} }, {}),
      hosted('TokenGeneration_HostedAuth', 'carl', { userAttributes: carl, groupConfiguration: NO_GROUPS, scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'] }, NO_OVERRIDES, '3'),
    ])
    browser.plain.cookies.delete(`${application.poolId}.session /`)
  }
})
