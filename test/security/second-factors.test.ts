import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider'
import { claimsOf, confirmDevice, proveDevice } from '#test/aws-api/devices.ts'
import { makePool, makeUser, PASSWORD } from '#test/aws-api/make-pool.ts'
import { type AwsApi, openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { answer, begin, codeOf, ended, FACTORS, makeParty, outcome, registerAuthenticator, type Step, wrongCodeOf } from '#test/aws-api/second-factors.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const TOTP = { MfaConfiguration: 'OPTIONAL', ...FACTORS.totp } as const
const REMEMBERS = { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false } }
const tally = (steps: readonly Step[]) => steps.map(ended).reduce<Record<string, number>>((counts, end) => ({ ...counts, [end]: (counts[end] ?? 0) + 1 }), {})

/** Ada with an authenticator that is switched on. */
async function withAuthenticator(api: AwsApi, settings: Parameters<typeof makeParty>[1] = TOTP) {
  const party = await makeParty(api, settings)
  const AccessToken = (await begin(party)).AuthenticationResult?.AccessToken ?? ''
  const secret = await registerAuthenticator(party, AccessToken)
  await api.sdk.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } })
  return { party, secret, AccessToken }
}

test('RespondToAuthChallenge: CR-09 a code of an authenticator is accepted once: not again in another session, not of many at once, not the one before', async (t) => {
  const api = await openAwsApi(t)
  const { party, secret, AccessToken } = await withAuthenticator(api)
  const sessions = await Promise.all(Array.from({ length: 5 }, () => begin(party)))
  const now = { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) }
  const raced = tally(await Promise.all(sessions.map((session) => answer(party, session, now))))
  assert.equal(raced['signed-in'], 1, JSON.stringify(raced))
  assert.ok((raced['ExpiredCode'] ?? 0) >= 1, JSON.stringify(raced))
  api.clock.advance(15 * 60_000)
  const next = { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) }
  assert.equal(ended(await answer(party, await begin(party), next)), 'signed-in')
  const again = await begin(party)
  const used = await answer(party, again, next)
  assert.deepEqual([used.error, used.message], ['ExpiredCode', 'Your software token has already been used once.'])
  assert.equal(ended(await answer(party, again, { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret, -1) })), 'ExpiredCode')
  const { SecretCode: fresh = '' } = await api.sdk.associateSoftwareToken({ AccessToken })
  const registering = codeOf(api, fresh)
  await api.sdk.verifySoftwareToken({ AccessToken, UserCode: registering })
  assert.equal(ended(await answer(party, await begin(party), { SOFTWARE_TOKEN_MFA_CODE: registering })), 'ExpiredCode', 'the code that registered it is used up')
})

test('RespondToAuthChallenge: CR-10 guesses at a second factor are limited over all sessions and at once, and the limit ends', async (t) => {
  const api = await openAwsApi(t)
  const { party, secret } = await withAuthenticator(api)
  api.clock.hold()
  const sessions = await Promise.all(Array.from({ length: 6 }, () => begin(party)))
  const wrong = { SOFTWARE_TOKEN_MFA_CODE: wrongCodeOf(api, secret) }
  const ends = tally(await Promise.all(Array.from({ length: 60 }, (_, n) => answer(party, sessions[n % 6] ?? assert.fail(), wrong))))
  assert.ok((ends['CodeMismatch'] ?? 0) <= 10, JSON.stringify(ends))
  assert.equal((ends['CodeMismatch'] ?? 0) + (ends['LimitExceeded'] ?? 0), 60)
  const right = async () => answer(party, await begin(party), { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) })
  const refused = await right()
  assert.deepEqual([refused.error, refused.message], ['LimitExceeded', 'Attempt limit exceeded, please try after some time.'])
  api.clock.advance(15 * 60_000)
  assert.equal(ended(await right()), 'signed-in')
  const messages = await makeParty(api, { MfaConfiguration: 'ON', ...FACTORS.sms })
  const sent: Step[] = []
  for (let n = 0; n < 21; n++) sent.push(await begin(messages))
  assert.deepEqual(tally(sent), { SMS_MFA: 20, LimitExceeded: 1 })
})

test('RespondToAuthChallenge: CR-11 the session of a second factor is good for its own challenge, client, user and once; it enrols nothing', async (t) => {
  const api = await openAwsApi(t)
  const { party, secret } = await withAuthenticator(api)
  const { pool } = party
  await makeUser(api, pool, 'eve')
  const otherClient = (await api.sdk.createUserPoolClient({ UserPoolId: pool.id, ClientName: 'other', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })).UserPoolClient?.ClientId ?? ''
  const asked = await begin(party)
  const right = { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) }
  const names: ChallengeNameType[] = [
    'SMS_MFA', 'EMAIL_OTP', 'SELECT_MFA_TYPE', 'MFA_SETUP', 'CUSTOM_CHALLENGE', 'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'SMS_OTP', 'PASSWORD_VERIFIER',
  ]
  for (const ChallengeName of names) {
    const step = await answer(party, { ...asked, ChallengeName }, { ...right, SMS_MFA_CODE: '000000', EMAIL_OTP_CODE: '000000', ANSWER: 'SMS_MFA', NEW_PASSWORD: PASSWORD, SRP_A: 'ab' })
    assert.equal(step.error, 'NotAuthorized', ChallengeName)
  }
  assert.equal(ended(await answer({ ...party, client: { ...party.client, id: otherClient } }, asked, right)), 'NotAuthorized')
  assert.equal(ended(await answer(party, asked, { ...right, USERNAME: 'eve' })), 'NotAuthorized')
  assert.equal(ended(await answer(party, { ...asked, Session: `${asked.Session?.slice(1)}A` }, right)), 'NotAuthorized')
  assert.equal((await refusalOf(api.sdk.associateSoftwareToken({ Session: asked.Session }))).message, 'Invalid session for the user.')
  assert.equal((await refusalOf(api.sdk.verifySoftwareToken({ Session: asked.Session, UserCode: right.SOFTWARE_TOKEN_MFA_CODE }))).message, 'Invalid session for the user.')
  const raced = tally(await Promise.all(Array.from({ length: 6 }, () => answer(party, asked, right))))
  assert.equal(raced['signed-in'], 1, JSON.stringify(raced))
  assert.equal(ended(await answer(party, asked, right)), 'NotAuthorized')
})

test('AssociateSoftwareToken: CR-11 of two sign-ins that set a factor up the later one cannot replace the authenticator of the first', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'ON', ...FACTORS.totp })
  const [owner, thief] = [await begin(party), await begin(party)]
  const theirs = await api.sdk.associateSoftwareToken({ Session: thief.Session })
  const { SecretCode: secret = '', Session } = await api.sdk.associateSoftwareToken({ Session: owner.Session })
  assert.equal((await refusalOf(api.sdk.verifySoftwareToken({ Session: theirs.Session, UserCode: codeOf(api, theirs.SecretCode ?? '') }))).name, 'EnableSoftwareTokenMFAException')
  await api.sdk.verifySoftwareToken({ Session, UserCode: codeOf(api, secret) })
  assert.equal((await refusalOf(api.sdk.associateSoftwareToken({ Session: theirs.Session }))).name, 'NotAuthorizedException')
  assert.equal(ended(await answer(party, { ...thief, Session: theirs.Session }, {})), 'NotAuthorized')
  assert.equal(ended(await answer(party, { ...thief, Session: theirs.Session }, { EMAIL: 'thief@example.com' })), 'NotAuthorized')
})

test('RespondToAuthChallenge: CR-26 a code to one mailbox is not two factors', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, {
    MfaConfiguration: 'OPTIONAL', ...FACTORS.email, ...FACTORS.sms, Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] } },
  })
  const named = { UserPoolId: party.pool.id, Username: 'ada' }
  const passwordless = () => outcome(api.sdk.initiateAuth({ AuthFlow: 'USER_AUTH', ClientId: party.client.id, AuthParameters: { USERNAME: 'ada', PREFERRED_CHALLENGE: 'EMAIL_OTP' } }))
  const first = await passwordless()
  assert.equal(first.ChallengeName, 'EMAIL_OTP')
  const code = (await api.message({ to: 'ada@example.com' })).code ?? ''
  await api.sdk.adminSetUserMFAPreference({ ...named, EmailMfaSettings: { Enabled: true, PreferredMfa: true } })
  assert.equal(ended(await answer(party, first, { EMAIL_OTP_CODE: code })), 'MFAMethodNotFound')
  assert.equal((await passwordless()).ChallengeName, 'SELECT_CHALLENGE', 'and it is no longer offered')
})

test('ForgotPassword: CR-26 a reset does not go where the second factor goes, whether it was chosen or is simply demanded', async (t) => {
  const api = await openAwsApi(t)
  const refused = async (settings: Parameters<typeof makeParty>[1], enabled: boolean, attributes: Record<string, string>) => {
    const party = await makeParty(api, settings, attributes)
    if (enabled) await api.sdk.adminSetUserMFAPreference({ UserPoolId: party.pool.id, Username: 'ada', SMSMfaSettings: { Enabled: true } })
    return outcome(api.sdk.forgotPassword({ ClientId: party.client.id, Username: 'ada' }).then(({ CodeDeliveryDetails }) => ({ ChallengeName: CodeDeliveryDetails?.DeliveryMedium as ChallengeNameType })))
  }
  const byPhone = { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_phone_number' as const, Priority: 1 }] } }
  assert.equal(ended(await refused({ MfaConfiguration: 'OPTIONAL', ...FACTORS.sms, ...byPhone }, false, {})), 'SMS')
  assert.equal(ended(await refused({ MfaConfiguration: 'OPTIONAL', ...FACTORS.sms, ...byPhone }, true, {})), 'InvalidParameter')
  assert.equal(ended(await refused({ MfaConfiguration: 'OPTIONAL', ...FACTORS.sms }, true, {})), 'EMAIL')
  assert.equal(ended(await refused({ MfaConfiguration: 'ON', ...FACTORS.sms, ...byPhone }, false, {})), 'InvalidParameter')
  assert.equal(ended(await refused({ MfaConfiguration: 'ON', ...FACTORS.email }, false, { phone_number: '', phone_number_verified: '' })), 'InvalidParameter')
})

test('RespondToAuthChallenge: CR-28 a device proves itself for its own user, with its own secret, while it is known; else the second factor is asked', async (t) => {
  const api = await openAwsApi(t)
  const { party, AccessToken } = await withAuthenticator(api, { ...TOTP, ...REMEMBERS })
  const { pool } = party
  await api.sdk.adminSetUserMFAPreference({ UserPoolId: pool.id, Username: 'ada', SoftwareTokenMfaSettings: { Enabled: false } })
  const device = await confirmDevice(party, await begin(party))
  const secret = await registerAuthenticator(party, AccessToken)
  await api.sdk.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true } })
  await makeUser(api, pool, 'eve', { phone_number: '+12065550101', phone_number_verified: 'true' })
  const eve = { USERNAME: 'eve', DEVICE_KEY: device.key }
  assert.deepEqual(await begin(party, eve), { error: 'ResourceNotFound', message: 'Device does not exist.' })
  const ask = () => begin(party, { DEVICE_KEY: device.key })
  const wrong = await proveDevice(party, await ask(), device, 'another secret')
  assert.deepEqual([wrong.error, wrong.message], ['NotAuthorized', 'Incorrect username or password.'])
  assert.equal(ended(await answer(party, await ask(), { DEVICE_KEY: device.key, SRP_A: '0' })), 'InvalidParameter')
  assert.equal(ended(await answer(party, { ...(await ask()), ChallengeName: 'DEVICE_PASSWORD_VERIFIER' }, { DEVICE_KEY: device.key })), 'NotAuthorized')
  const asked = await ask()
  const srp = createSrpClient()
  const verifier = await answer(party, asked, { DEVICE_KEY: device.key, SRP_A: srp.srpA })
  const claim = { DEVICE_KEY: device.key, ...srp.prove({ poolName: device.groupKey, userId: device.key }, verifier.ChallengeParameters ?? {}, device.password) }
  assert.equal(ended(await answer(party, verifier, { ...claim, USERNAME: 'eve' })), 'NotAuthorized')
  const raced = tally(await Promise.all(Array.from({ length: 5 }, () => answer(party, verifier, claim))))
  assert.equal(raced['signed-in'], 1, JSON.stringify(raced))
  const open = await ask()
  await api.sdk.adminForgetDevice({ UserPoolId: pool.id, Username: 'ada', DeviceKey: device.key })
  assert.equal(ended(await answer(party, open, { DEVICE_KEY: device.key, SRP_A: createSrpClient().srpA })), 'ResourceNotFound')
  assert.equal(ended(await ask()), 'ResourceNotFound')
  const asked2 = await begin(party)
  assert.equal(ended(asked2), 'SOFTWARE_TOKEN_MFA')
  assert.equal(claimsOf((await answer(party, asked2, { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) })).AuthenticationResult?.AccessToken).device_key === device.key, false)
  await api.sdk.adminDeleteUser({ UserPoolId: pool.id, Username: 'ada' })
  await makeUser(api, pool, 'ada')
  assert.equal(ended(await ask()), 'ResourceNotFound', 'the device of a user who is gone')
})

test('ConfirmForgotPassword: CR-29 who recovers an account by mail is still asked for the second factor, and not for one by that mail', async (t) => {
  const api = await openAwsApi(t)
  const reset = async (party: Awaited<ReturnType<typeof makeParty>>) => {
    await api.sdk.forgotPassword({ ClientId: party.client.id, Username: 'ada' })
    const { code } = await api.message({ to: 'ada@example.com' })
    await api.sdk.confirmForgotPassword({ ClientId: party.client.id, Username: 'ada', ConfirmationCode: code ?? '', Password: PASSWORD })
    api.clock.advance(1000)
  }
  const byMail = { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email' as const, Priority: 1 }] } }
  const { party } = await withAuthenticator(api, { ...TOTP, ...byMail })
  await reset({ ...party, sub: '' })
  assert.equal(ended(await begin(party)), 'SOFTWARE_TOKEN_MFA')
  const both = await makeParty(api, { MfaConfiguration: 'ON', ...FACTORS.sms, ...FACTORS.email, ...byMail })
  assert.equal(ended(await begin(both)), 'SELECT_MFA_TYPE')
  await reset(both)
  assert.equal(ended(await begin(both)), 'SMS_MFA')
})

test('InitiateAuth: CR-12 a second factor is asked for after every first one on the API', async (t) => {
  const api = await openAwsApi(t)
  const { party } = await withAuthenticator(api)
  const { pool, client } = party
  assert.equal(ended(await begin(party)), 'SOFTWARE_TOKEN_MFA')
  const operators = await outcome(api.sdk.adminInitiateAuth({ AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', UserPoolId: pool.id, ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD } }))
  assert.equal(ended(operators), 'SOFTWARE_TOKEN_MFA')
  assert.equal(ended(await begin(party, { PREFERRED_CHALLENGE: 'PASSWORD' }, 'USER_AUTH')), 'SOFTWARE_TOKEN_MFA')
  const srp = createSrpClient()
  const verifier = await outcome(api.sdk.initiateAuth({ AuthFlow: 'USER_SRP_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', SRP_A: srp.srpA } }))
  assert.equal(ended(await answer(party, verifier, srp.answer(verifier.ChallengeParameters ?? {}, pool.id, PASSWORD))), 'SOFTWARE_TOKEN_MFA')
  const other = await makePool(api, { MfaConfiguration: 'OPTIONAL', ...FACTORS.sms })
  await makeUser(api, other.pool, 'ada', { phone_number: '+12065550100', phone_number_verified: 'true' })
  await api.sdk.adminSetUserMFAPreference({ UserPoolId: other.pool.id, Username: 'ada', SMSMfaSettings: { Enabled: true } })
  await api.sdk.adminSetUserPassword({ UserPoolId: other.pool.id, Username: 'ada', Password: 'Temporary-Horse-1', Permanent: false })
  const temporary = await begin({ api, ...other }, { PASSWORD: 'Temporary-Horse-1' })
  assert.equal(ended(await answer({ api, ...other }, temporary, { NEW_PASSWORD: PASSWORD })), 'SMS_MFA')
})
