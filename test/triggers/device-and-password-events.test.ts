import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmDevice, proveDevice } from '#test/aws-api/devices.ts'
import { PASSWORD } from '#test/aws-api/make-pool.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'
import { begin, ended, FACTORS, makeParty } from '#test/aws-api/second-factors.ts'
import { createTestTriggers, type TestTriggers } from '#test/test-triggers.ts'

const nothing = () => ({})
const told = ({ calls }: TestTriggers) => calls.map(({ source, request }) => [source, request.newDeviceUsed ?? null, request.clientMetadata ?? request.validationData ?? null])

test('a device that proves itself ends in its own source, and functions are told of one that is new', async (t) => {
  const triggers = createTestTriggers({ PreAuthentication: nothing, PostAuthentication: nothing, PreTokenGeneration: nothing })
  const api = await openAwsApi(t, { triggers })
  const party = await makeParty(api, { MfaConfiguration: 'OPTIONAL', ...FACTORS.sms, DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false } })
  const first = await begin(party)
  assert.deepEqual(told(triggers), [['PreAuthentication_Authentication', null, {}], ['PostAuthentication_Authentication', true, {}], ['TokenGeneration_Authentication', null, null]])
  const device = await confirmDevice(party, first)
  await api.sdk.setUserMFAPreference({ AccessToken: first.AuthenticationResult?.AccessToken, SMSMfaSettings: { Enabled: true, PreferredMfa: true } })
  triggers.calls.length = 0
  assert.equal(ended(await proveDevice(party, await begin(party, { DEVICE_KEY: device.key }), device)), 'signed-in')
  assert.deepEqual(told(triggers), [['PreAuthentication_Authentication', null, {}], ['PostAuthentication_Authentication', false, {}], ['TokenGeneration_AuthenticateDevice', null, null]])
})

test('what a sign-in hands on reaches the functions before the password; what an answer hands on, those after it', async (t) => {
  const triggers = createTestTriggers({ PreAuthentication: nothing, PostAuthentication: nothing, PreTokenGeneration: nothing })
  const api = await openAwsApi(t, { triggers })
  const { pool, client } = await makeParty(api, {})
  await api.sdk.adminCreateUser({ UserPoolId: pool.id, Username: 'bob', TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS' })
  const ClientMetadata = { from: 'sign-in' }
  const { Session } = await api.sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'bob', PASSWORD }, ClientMetadata })
  const ChallengeResponses = { USERNAME: 'bob', NEW_PASSWORD: 'Newer-Horse-10' }
  await api.sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'NEW_PASSWORD_REQUIRED', Session, ChallengeResponses, ClientMetadata: { from: 'answer' } })
  assert.deepEqual(told(triggers), [
    ['PreAuthentication_Authentication', null, { from: 'sign-in' }], ['PostAuthentication_Authentication', false, { from: 'answer' }], ['TokenGeneration_NewPasswordChallenge', null, { from: 'answer' }],
  ])
})
