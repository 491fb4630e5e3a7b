import assert from 'node:assert/strict'
import { test } from 'node:test'
import { claimsOf, confirmDevice, proveDevice } from '#test/aws-api/devices.ts'
import { makePool, makeUser, PASSWORD } from '#test/aws-api/make-pool.ts'
import { type AwsApi, openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { answer, begin, codeOf, ended, FACTORS, makeParty, outcome, registerAuthenticator } from '#test/aws-api/second-factors.ts'
import { createDeviceSecret, createSrpClient } from '#test/users/srp-client.ts'

const ALWAYS = { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false } }
const ASKED_FIRST = { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true } }
const TRACKED_ONLY = { DeviceConfiguration: { ChallengeRequiredOnNewDevice: false, DeviceOnlyRememberedOnUserPrompt: false } }
const NOBODYS = 'us-east-1_00000000-0000-4000-8000-000000000000'
const NOT_THERE = { name: 'ResourceNotFoundException', message: 'Device does not exist.', status: 400 }

/** Ada with one confirmed device. */
async function withDevice(api: AwsApi, settings: Parameters<typeof makeParty>[1] = ALWAYS) {
  const party = await makeParty(api, settings)
  const first = await begin(party)
  const device = await confirmDevice(party, first)
  return { party, first, device, AccessToken: first.AuthenticationResult?.AccessToken ?? '', named: { UserPoolId: party.pool.id, Username: 'ada', DeviceKey: device.key } }
}

test('InitiateAuth: a sign-in on a new device is told a key for it, which is in the access token; without tracking, and for operators, none', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, ALWAYS)
  const { AuthenticationResult: tokens } = await begin(party)
  const { DeviceKey = '', DeviceGroupKey = '' } = tokens?.NewDeviceMetadata ?? {}
  assert.match(DeviceKey, /^us-east-1_[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.match(DeviceGroupKey, /^-[A-Za-z0-9]{9}$/)
  assert.equal(claimsOf(tokens?.AccessToken).device_key, DeviceKey)
  const again = (await begin(party)).AuthenticationResult?.NewDeviceMetadata
  assert.deepEqual([again?.DeviceKey === DeviceKey, again?.DeviceGroupKey], [false, DeviceGroupKey])
  const { AuthenticationResult: operators } = await api.sdk.adminInitiateAuth({
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', UserPoolId: party.pool.id, ClientId: party.client.id, AuthParameters: { USERNAME: 'ada', PASSWORD },
  })
  assert.deepEqual([operators?.NewDeviceMetadata, claimsOf(operators?.AccessToken).device_key], [undefined, undefined])
  const untracked = (await begin(await makeParty(api, {}), { DEVICE_KEY: DeviceKey })).AuthenticationResult
  assert.deepEqual([untracked?.NewDeviceMetadata, claimsOf(untracked?.AccessToken).device_key], [undefined, undefined])
})

test('ConfirmDevice: keeps the device of this very sign-in, once; says whether the user must be asked', async (t) => {
  const api = await openAwsApi(t)
  const { party, first, device, AccessToken } = await withDevice(api)
  assert.equal(device.mustAsk, false)
  const { config } = createDeviceSecret(device.groupKey, device.key)
  const refused = async (change: Partial<Parameters<typeof api.sdk.confirmDevice>[0]>) =>
    (await refusalOf(api.sdk.confirmDevice({ AccessToken, DeviceKey: device.key, DeviceSecretVerifierConfig: config, ...change }))).name
  assert.equal(await refused({}), 'DeviceKeyExistsException')
  assert.equal(await refused({ DeviceKey: NOBODYS }), 'ResourceNotFoundException')
  assert.equal(await refused({ DeviceKey: 'junk' }), 'InvalidParameterException')
  const second = await begin(party)
  const own = { AccessToken: second.AuthenticationResult?.AccessToken, DeviceKey: second.AuthenticationResult?.NewDeviceMetadata?.DeviceKey }
  for (const bad of [undefined, {}, { ...config, Salt: '' }, { ...config, PasswordVerifier: 'AA==' }, { ...config, PasswordVerifier: Buffer.alloc(385, 255).toString('base64') }]) {
    assert.equal(await refused({ ...own, DeviceSecretVerifierConfig: bad }), 'InvalidParameterException', JSON.stringify(bad))
  }
  assert.equal(await refused({ ...own, AccessToken: first.AuthenticationResult?.AccessToken }), 'ResourceNotFoundException', 'the key of another sign-in')
  const raced = await Promise.allSettled(Array.from({ length: 5 }, () => api.sdk.confirmDevice({ ...own, DeviceSecretVerifierConfig: config })))
  assert.equal(raced.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal((await withDevice(api, ASKED_FIRST)).device.mustAsk, true)
  const untracked = await makeParty(api, {})
  assert.equal(await refused({ AccessToken: (await begin(untracked)).AuthenticationResult?.AccessToken }), 'InvalidUserPoolConfigurationException')
})

test('RespondToAuthChallenge: a remembered device takes the place of the second factor, and its key is in the token', async (t) => {
  const api = await openAwsApi(t)
  const { party, device, AccessToken } = await withDevice(api, { ...ALWAYS, MfaConfiguration: 'OPTIONAL', ...FACTORS.totp })
  await registerAuthenticator(party, AccessToken)
  await api.sdk.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true } })
  assert.equal(ended(await begin(party)), 'SOFTWARE_TOKEN_MFA', 'without the device')
  const asked = await begin(party, { DEVICE_KEY: device.key })
  assert.equal(asked.ChallengeName, 'DEVICE_SRP_AUTH')
  const done = await proveDevice(party, asked, device)
  assert.equal(ended(done), 'signed-in')
  assert.deepEqual([claimsOf(done.AuthenticationResult?.AccessToken).device_key, done.AuthenticationResult?.NewDeviceMetadata], [device.key, undefined])
  const srp = createSrpClient()
  const verifier = await outcome(api.sdk.initiateAuth({ AuthFlow: 'USER_SRP_AUTH', ClientId: party.client.id, AuthParameters: { USERNAME: 'ada', SRP_A: srp.srpA, DEVICE_KEY: device.key } }))
  const bySrp = await answer(party, verifier, { ...srp.answer(verifier.ChallengeParameters ?? {}, party.pool.id, PASSWORD), DEVICE_KEY: device.key })
  assert.equal(ended(await proveDevice(party, bySrp, device)), 'signed-in')
})

test('RespondToAuthChallenge: a device that is not remembered, or stands for nothing, is asked for after the second factor', async (t) => {
  const api = await openAwsApi(t)
  for (const settings of [ASKED_FIRST, TRACKED_ONLY]) {
    const { party, device, AccessToken } = await withDevice(api, { ...settings, MfaConfiguration: 'OPTIONAL', ...FACTORS.totp })
    const secret = await registerAuthenticator(party, AccessToken)
    await api.sdk.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true } })
    const asked = await begin(party, { DEVICE_KEY: device.key })
    assert.equal(asked.ChallengeName, 'SOFTWARE_TOKEN_MFA')
    const then = await answer(party, asked, { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret), DEVICE_KEY: device.key })
    const done = await proveDevice(party, then, device)
    assert.equal(ended(done), 'signed-in')
    assert.deepEqual(claimsOf(done.AuthenticationResult?.AccessToken).device_key, device.key)
  }
  const { party, device } = await withDevice(api, TRACKED_ONLY)
  assert.equal(ended(await proveDevice(party, await begin(party, { DEVICE_KEY: device.key }), device)), 'signed-in', 'no second factor is wanted')
})

test('InitiateAuth: an unknown device is refused in the words that clients match on, and the same sign-in goes on without it', async (t) => {
  const api = await openAwsApi(t)
  const { party, device, AccessToken } = await withDevice(api)
  await api.sdk.forgetDevice({ AccessToken, DeviceKey: device.key })
  assert.deepEqual(await begin(party, { DEVICE_KEY: device.key }), { error: 'ResourceNotFound', message: 'Device does not exist.' })
  const wrong = await begin(party, { DEVICE_KEY: device.key, PASSWORD: 'Wrong-Horse-9' })
  assert.equal(wrong.error, 'NotAuthorized', 'nothing is told about devices before the password')
  const srp = createSrpClient()
  const verifier = await outcome(api.sdk.initiateAuth({ AuthFlow: 'USER_SRP_AUTH', ClientId: party.client.id, AuthParameters: { USERNAME: 'ada', SRP_A: srp.srpA, DEVICE_KEY: device.key } }))
  const claim = srp.answer(verifier.ChallengeParameters ?? {}, party.pool.id, PASSWORD)
  const { error, message } = await answer(party, verifier, { ...claim, DEVICE_KEY: device.key })
  assert.deepEqual([error, message], ['ResourceNotFound', 'Device does not exist.'])
  const done = await answer(party, verifier, claim)
  assert.equal(ended(done), 'signed-in')
  assert.ok(done.AuthenticationResult?.NewDeviceMetadata?.DeviceKey, 'it is a new device now')
})

test('InitiateAuth: tokens of a device are refreshed on that device only', async (t) => {
  const api = await openAwsApi(t)
  const { party, device, first } = await withDevice(api)
  const refresh = async (parameters: Record<string, string>) => ended(await outcome(api.sdk.initiateAuth({
    AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId: party.client.id, AuthParameters: { REFRESH_TOKEN: first.AuthenticationResult?.RefreshToken ?? '', ...parameters },
  })))
  assert.deepEqual([await refresh({}), await refresh({ DEVICE_KEY: NOBODYS }), await refresh({ DEVICE_KEY: device.key })], ['NotAuthorized', 'NotAuthorized', 'signed-in'])
})

test('ListDevices: shows a user their own devices, page by page, without what is for operators', async (t) => {
  const api = await openAwsApi(t)
  const { party, device, AccessToken } = await withDevice(api)
  await confirmDevice(party, await begin(party), 'Phone')
  const page = await api.sdk.listDevices({ AccessToken, Limit: 1 })
  const rest = await api.sdk.listDevices({ AccessToken, Limit: 1, PaginationToken: page.PaginationToken })
  const all = [...(page.Devices ?? []), ...(rest.Devices ?? [])]
  assert.deepEqual([page.Devices?.length, rest.Devices?.length, rest.PaginationToken], [1, 1, undefined])
  const shown = all.find(({ DeviceKey }) => DeviceKey === device.key)
  assert.deepEqual(shown?.DeviceAttributes, [{ Name: 'device_status', Value: 'valid' }, { Name: 'device_name', Value: 'Laptop' }, { Name: 'last_ip_used', Value: '127.0.0.1' }])
  assert.ok(shown?.DeviceCreateDate && shown.DeviceLastModifiedDate && shown.DeviceLastAuthenticatedDate)
  assert.equal((await api.sdk.listDevices({ AccessToken })).Devices?.length, 2)
  await makeUser(api, party.pool, 'eve')
  const eve = (await begin(party, { USERNAME: 'eve' })).AuthenticationResult?.AccessToken
  assert.deepEqual((await api.sdk.listDevices({ AccessToken: eve })).Devices, [])
  assert.equal((await refusalOf(api.sdk.listDevices({ AccessToken: eve, PaginationToken: page.PaginationToken }))).name, 'InvalidParameterException')
  assert.equal((await refusalOf(api.sdk.listDevices({ AccessToken, Limit: 61 }))).name, 'InvalidParameterException')
})

test('GetDevice: shows one device, and nobody else\'s', async (t) => {
  const api = await openAwsApi(t)
  const { party, device, AccessToken } = await withDevice(api)
  assert.equal((await api.sdk.getDevice({ AccessToken, DeviceKey: device.key })).Device?.DeviceKey, device.key)
  await makeUser(api, party.pool, 'eve')
  const eve = (await begin(party, { USERNAME: 'eve' })).AuthenticationResult?.AccessToken
  assert.deepEqual(await refusalOf(api.sdk.getDevice({ AccessToken: eve, DeviceKey: device.key })), NOT_THERE)
})

test('UpdateDeviceStatus: a device that is remembered stands for the second factor, and no longer when it is not', async (t) => {
  const api = await openAwsApi(t)
  const { party, device, AccessToken } = await withDevice(api, { ...ASKED_FIRST, MfaConfiguration: 'OPTIONAL', ...FACTORS.sms })
  await api.sdk.setUserMFAPreference({ AccessToken, SMSMfaSettings: { Enabled: true } })
  const asked = async () => ended(await begin(party, { DEVICE_KEY: device.key }))
  assert.equal(await asked(), 'SMS_MFA')
  const { $metadata: _, ...nothing } = await api.sdk.updateDeviceStatus({ AccessToken, DeviceKey: device.key, DeviceRememberedStatus: 'remembered' })
  assert.deepEqual([nothing, await asked()], [{}, 'DEVICE_SRP_AUTH'])
  await api.sdk.updateDeviceStatus({ AccessToken, DeviceKey: device.key })
  assert.equal(await asked(), 'DEVICE_SRP_AUTH')
  await api.sdk.updateDeviceStatus({ AccessToken, DeviceKey: device.key, DeviceRememberedStatus: 'not_remembered' })
  assert.equal(await asked(), 'SMS_MFA')
  for (const DeviceRememberedStatus of [undefined, 'remembered' as const]) {
    assert.deepEqual(await refusalOf(api.sdk.updateDeviceStatus({ AccessToken, DeviceKey: NOBODYS, DeviceRememberedStatus })), NOT_THERE)
  }
})

test('ForgetDevice: the device is a new one from then on', async (t) => {
  const api = await openAwsApi(t)
  const { device, AccessToken } = await withDevice(api)
  const answered = await api.post('ForgetDevice', { AccessToken, DeviceKey: device.key })
  assert.deepEqual([answered.status, answered.text], [200, ''])
  assert.deepEqual((await api.sdk.listDevices({ AccessToken })).Devices, [])
  assert.deepEqual(await refusalOf(api.sdk.forgetDevice({ AccessToken, DeviceKey: device.key })), NOT_THERE)
})

test('AdminListDevices: shows operators all devices of a user, with their status', async (t) => {
  const api = await openAwsApi(t)
  const { party, device } = await withDevice(api, ASKED_FIRST)
  const named = { UserPoolId: party.pool.id, Username: 'ada' }
  const { Devices } = await api.sdk.adminListDevices(named)
  assert.deepEqual([Devices?.[0]?.DeviceKey, Devices?.[0]?.DeviceAttributes?.at(-1)], [device.key, { Name: 'dev:device_remembered_status', Value: 'not_remembered' }])
  assert.equal((await refusalOf(api.sdk.adminListDevices({ ...named, Username: 'nobody' }))).name, 'UserNotFoundException')
})

test('AdminGetDevice: shows a device of the user that is named, in the pool that is named', async (t) => {
  const api = await openAwsApi(t)
  const { device, named } = await withDevice(api)
  assert.equal((await api.sdk.adminGetDevice(named)).Device?.DeviceKey, device.key)
  const other = await makePool(api)
  await makeUser(api, other.pool, 'ada')
  assert.deepEqual(await refusalOf(api.sdk.adminGetDevice({ ...named, UserPoolId: other.pool.id })), NOT_THERE)
})

test('AdminUpdateDeviceStatus: an operator remembers a device', async (t) => {
  const api = await openAwsApi(t)
  const { named } = await withDevice(api, ASKED_FIRST)
  const { $metadata: _, ...nothing } = await api.sdk.adminUpdateDeviceStatus({ ...named, DeviceRememberedStatus: 'remembered' })
  assert.deepEqual(nothing, {})
  assert.deepEqual((await api.sdk.adminGetDevice(named)).Device?.DeviceAttributes?.at(-1), { Name: 'dev:device_remembered_status', Value: 'remembered' })
  assert.equal((await refusalOf(api.sdk.adminUpdateDeviceStatus({ ...named, Username: 'nobody' }))).name, 'UserNotFoundException')
})

test('AdminForgetDevice: an operator forgets a device', async (t) => {
  const api = await openAwsApi(t)
  const { named } = await withDevice(api)
  await api.sdk.adminForgetDevice(named)
  assert.deepEqual(await refusalOf(api.sdk.adminForgetDevice(named)), NOT_THERE)
})
