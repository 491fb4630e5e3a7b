import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePool, makeUser } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { begin, ended, FACTORS, makeParty, registerAuthenticator } from '#test/aws-api/second-factors.ts'

const ALL = { ...FACTORS.sms, ...FACTORS.totp, ...FACTORS.email }

test('SetUserMFAPreference: switches factors on and off, prefers one, and leaves alone what it does not name', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'OPTIONAL', ...ALL })
  const AccessToken = (await begin(party)).AuthenticationResult?.AccessToken ?? ''
  const set = async (settings: Omit<Parameters<typeof api.sdk.setUserMFAPreference>[0], 'AccessToken'>) => {
    const { $metadata: _, ...nothing } = await api.sdk.setUserMFAPreference({ AccessToken, ...settings })
    assert.deepEqual(nothing, {})
    const { UserMFASettingList, PreferredMfaSetting, MFAOptions } = await api.sdk.getUser({ AccessToken })
    return [UserMFASettingList, PreferredMfaSetting, MFAOptions?.length]
  }
  assert.deepEqual(await set({ SMSMfaSettings: { Enabled: true, PreferredMfa: true } }), [['SMS_MFA'], 'SMS_MFA', 1])
  assert.deepEqual(await set({ EmailMfaSettings: { Enabled: true } }), [['SMS_MFA', 'EMAIL_OTP'], 'SMS_MFA', 1])
  assert.deepEqual(await set({ EmailMfaSettings: { Enabled: true, PreferredMfa: true } }), [['SMS_MFA', 'EMAIL_OTP'], 'EMAIL_OTP', 1])
  assert.equal(ended(await begin(party)), 'EMAIL_OTP')
  assert.deepEqual(await set({ EmailMfaSettings: { Enabled: true, PreferredMfa: false } }), [['SMS_MFA', 'EMAIL_OTP'], undefined, 1])
  assert.equal(ended(await begin(party)), 'SELECT_MFA_TYPE')
  assert.deepEqual(await set({ SMSMfaSettings: { Enabled: false }, EmailMfaSettings: {} }), [undefined, undefined, undefined])
  assert.deepEqual(await set({}), [undefined, undefined, undefined])
  assert.equal(ended(await begin(party)), 'signed-in')
})

test('SetUserMFAPreference: refuses two preferred factors, one that is off, not offered or cannot be used, and the last one where MFA is required', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'OPTIONAL', ...FACTORS.sms, ...FACTORS.totp }, { phone_number_verified: 'false' })
  const AccessToken = (await begin(party)).AuthenticationResult?.AccessToken ?? ''
  const refused = (settings: Omit<Parameters<typeof api.sdk.setUserMFAPreference>[0], 'AccessToken'>) => refusalOf(api.sdk.setUserMFAPreference({ AccessToken, ...settings }))
  const on = { Enabled: true, PreferredMfa: true }
  assert.equal((await refused({ SMSMfaSettings: on })).message, 'User does not have delivery config set to turn on SMS_MFA')
  for (const settings of [
    { SMSMfaSettings: { PreferredMfa: true } }, { EmailMfaSettings: { Enabled: true } }, { WebAuthnMfaSettings: { Enabled: true } }, { SoftwareTokenMfaSettings: { Enabled: true } },
  ]) assert.equal((await refused(settings)).name, 'InvalidParameterException', JSON.stringify(settings))
  await registerAuthenticator(party, AccessToken)
  await api.sdk.adminUpdateUserAttributes({ UserPoolId: party.pool.id, Username: 'ada', UserAttributes: [{ Name: 'phone_number_verified', Value: 'true' }] })
  assert.equal((await refused({ SMSMfaSettings: on, SoftwareTokenMfaSettings: on })).name, 'InvalidParameterException')
  await api.sdk.setUserMFAPreference({ AccessToken, SMSMfaSettings: on })
  await api.sdk.setUserPoolMfaConfig({ UserPoolId: party.pool.id, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true }, SmsMfaConfiguration: FACTORS.sms.SmsMfaConfiguration })
  assert.equal((await refused({ SMSMfaSettings: { Enabled: false } })).name, 'InvalidParameterException')
  await api.sdk.setUserMFAPreference({ AccessToken, SMSMfaSettings: { Enabled: false }, SoftwareTokenMfaSettings: on })
  assert.deepEqual((await api.sdk.getUser({ AccessToken })).UserMFASettingList, ['SOFTWARE_TOKEN_MFA'])
  assert.equal((await refusalOf(api.sdk.setUserMFAPreference({ AccessToken: 'junk', SMSMfaSettings: on }))).name, 'NotAuthorizedException')
})

test('AdminSetUserMFAPreference: says the same for any user of the pool, may prefer an authenticator before it is registered, and takes one away', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'OPTIONAL', ...ALL })
  const named = { UserPoolId: party.pool.id, Username: 'ada' }
  await registerAuthenticator(party, (await begin(party)).AuthenticationResult?.AccessToken ?? '')
  await api.sdk.adminSetUserMFAPreference({ ...named, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true }, SMSMfaSettings: { Enabled: true } })
  const { UserMFASettingList, PreferredMfaSetting } = await api.sdk.adminGetUser(named)
  assert.deepEqual([UserMFASettingList, PreferredMfaSetting], [['SMS_MFA', 'SOFTWARE_TOKEN_MFA'], 'SOFTWARE_TOKEN_MFA'])
  assert.equal(ended(await begin(party)), 'SOFTWARE_TOKEN_MFA')
  await api.sdk.adminSetUserMFAPreference({ ...named, SoftwareTokenMfaSettings: { Enabled: false }, SMSMfaSettings: { Enabled: false } })
  assert.equal(ended(await begin(party)), 'signed-in')
  await api.sdk.adminSetUserMFAPreference({ ...named, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } })
  assert.equal(ended(await begin(party)), 'MFA_SETUP', 'the authenticator went, and must be registered anew')
  const both = { Enabled: true, PreferredMfa: true }
  assert.equal((await refusalOf(api.sdk.adminSetUserMFAPreference({ ...named, SMSMfaSettings: both, EmailMfaSettings: both }))).name, 'InvalidParameterException')
  assert.equal((await refusalOf(api.sdk.adminSetUserMFAPreference({ ...named, Username: 'nobody', SMSMfaSettings: both }))).name, 'UserNotFoundException')
  const { pool: other } = await makePool(api)
  assert.equal((await refusalOf(api.sdk.adminSetUserMFAPreference({ ...named, UserPoolId: other.id }))).name, 'UserNotFoundException', 'AW-09')
})

test('AdminDeleteSoftwareToken: takes the authenticator and its preference away, and nothing where there is none', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'OPTIONAL', ...ALL })
  const named = { UserPoolId: party.pool.id, Username: 'ada' }
  const { $metadata: _, ...nothing } = await api.sdk.adminDeleteSoftwareToken(named)
  assert.deepEqual(nothing, {})
  const AccessToken = (await begin(party)).AuthenticationResult?.AccessToken ?? ''
  await registerAuthenticator(party, AccessToken)
  await api.sdk.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true }, SMSMfaSettings: { Enabled: true } })
  await api.sdk.adminDeleteSoftwareToken(named)
  const { UserMFASettingList, PreferredMfaSetting } = await api.sdk.adminGetUser(named)
  assert.deepEqual([UserMFASettingList, PreferredMfaSetting], [['SMS_MFA'], undefined])
  assert.equal(ended(await begin(party)), 'SMS_MFA')
  await registerAuthenticator(party, AccessToken)
  assert.equal((await refusalOf(api.sdk.adminDeleteSoftwareToken({ ...named, Username: 'nobody' }))).name, 'UserNotFoundException')
  await makeUser(api, party.pool, 'bob')
  const bob = await api.stores.users.findUserByName(party.pool.id, 'bob') ?? assert.fail()
  await api.stores.users.updateUser({ ...bob, status: 'UNCONFIRMED' })
  assert.equal((await refusalOf(api.sdk.adminDeleteSoftwareToken({ ...named, Username: 'bob' }))).name, 'UserNotConfirmedException')
})

test('GetUserAuthFactors: names every factor that the user has and the pool takes', async (t) => {
  const api = await openAwsApi(t)
  const plain = await makeParty(api, {})
  const first = (await begin(plain)).AuthenticationResult?.AccessToken ?? ''
  const { $metadata: _, ...few } = await api.sdk.getUserAuthFactors({ AccessToken: first })
  assert.deepEqual(few, { Username: 'ada', ConfiguredUserAuthFactors: ['PASSWORD'] })
  const party = await makeParty(api, {
    MfaConfiguration: 'OPTIONAL', ...FACTORS.sms, ...FACTORS.totp, Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] } },
  })
  const AccessToken = (await begin(party)).AuthenticationResult?.AccessToken ?? ''
  await registerAuthenticator(party, AccessToken)
  await api.sdk.setUserMFAPreference({ AccessToken, SMSMfaSettings: { Enabled: true, PreferredMfa: true } })
  const { $metadata: _own, ...own } = await api.sdk.getUserAuthFactors({ AccessToken })
  assert.deepEqual(own, {
    Username: 'ada', PreferredMfaSetting: 'SMS_MFA', UserMFASettingList: ['SMS_MFA'], ConfiguredUserAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'SOFTWARE_TOKEN'],
  })
})

test('AdminGetUserAuthFactors: names the factors of any user of the pool', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'ON', ...FACTORS.email })
  const { $metadata: _, ...factors } = await api.sdk.adminGetUserAuthFactors({ UserPoolId: party.pool.id, Username: 'ada' })
  assert.deepEqual(factors, { Username: 'ada', ConfiguredUserAuthFactors: ['PASSWORD', 'EMAIL_OTP'] })
  assert.equal((await refusalOf(api.sdk.adminGetUserAuthFactors({ UserPoolId: party.pool.id, Username: 'nobody' }))).name, 'UserNotFoundException')
})
