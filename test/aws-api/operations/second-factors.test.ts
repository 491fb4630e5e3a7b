import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeBase32 } from '#src/crypto/base32.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { MfaFactor } from '#src/domain/users/user.ts'
import { makePool, makeUser } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { answer, begin, codeOf, ended, FACTORS, makeParty, registerAuthenticator, wrongCodeOf } from '#test/aws-api/second-factors.ts'

type Owner = { enabled?: MfaFactor[]; preferred?: MfaFactor; registered?: boolean; contacts?: ('email' | 'phone_number')[] }

const ALL = { ...FACTORS.sms, ...FACTORS.totp, ...FACTORS.email }

/** Setting of the pool, its factors, what the user has, and what follows a right password. */
const TABLE: [UserPoolSettingsInput['MfaConfiguration'], UserPoolSettingsInput, Owner, string][] = [
  ['OFF', {}, {}, 'signed-in'],
  ['OFF', {}, { enabled: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'], registered: true }, 'signed-in'],
  ['OPTIONAL', ALL, {}, 'signed-in'],
  ['OPTIONAL', ALL, { registered: true }, 'signed-in'],
  ['OPTIONAL', ALL, { enabled: ['SMS_MFA'] }, 'SMS_MFA'],
  ['OPTIONAL', ALL, { enabled: ['EMAIL_OTP'] }, 'EMAIL_OTP'],
  ['OPTIONAL', ALL, { enabled: ['SOFTWARE_TOKEN_MFA'], registered: true }, 'SOFTWARE_TOKEN_MFA'],
  ['OPTIONAL', ALL, { enabled: ['SOFTWARE_TOKEN_MFA'] }, 'MFA_SETUP'],
  ['OPTIONAL', ALL, { enabled: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'] }, 'SMS_MFA'],
  ['OPTIONAL', ALL, { enabled: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'], registered: true }, 'SELECT_MFA_TYPE'],
  ['OPTIONAL', ALL, { enabled: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'], registered: true, preferred: 'SOFTWARE_TOKEN_MFA' }, 'SOFTWARE_TOKEN_MFA'],
  ['OPTIONAL', ALL, { enabled: ['SMS_MFA', 'EMAIL_OTP'], preferred: 'SMS_MFA' }, 'SMS_MFA'],
  ['OPTIONAL', ALL, { enabled: ['SMS_MFA'], contacts: ['email'] }, 'MFAMethodNotFound'],
  ['OPTIONAL', FACTORS.email, { enabled: ['SMS_MFA'] }, 'signed-in'],
  ['ON', FACTORS.sms, {}, 'SMS_MFA'],
  ['ON', FACTORS.sms, { contacts: ['email'] }, 'MFA_SETUP'],
  ['ON', FACTORS.email, {}, 'EMAIL_OTP'],
  ['ON', FACTORS.email, { contacts: [] }, 'MFA_SETUP'],
  ['ON', FACTORS.totp, {}, 'MFA_SETUP'],
  ['ON', FACTORS.totp, { registered: true }, 'SOFTWARE_TOKEN_MFA'],
  ['ON', ALL, {}, 'SELECT_MFA_TYPE'],
  ['ON', ALL, { contacts: ['email'] }, 'EMAIL_OTP'],
  ['ON', ALL, { contacts: [] }, 'MFA_SETUP'],
  ['ON', ALL, { enabled: ['SMS_MFA'], registered: true }, 'SMS_MFA'],
  ['ON', ALL, { enabled: ['SMS_MFA'], contacts: [] }, 'MFAMethodNotFound'],
]

test('InitiateAuth: what follows a password, for every MFA setting of a pool and every factor of a user', async (t) => {
  const api = await openAwsApi(t)
  const pools = new Map<string, Awaited<ReturnType<typeof makePool>>>()
  for (const [row, [MfaConfiguration = 'OFF', factors, owner, expected]] of TABLE.entries()) {
    const key = JSON.stringify([MfaConfiguration, factors])
    const made = pools.get(key) ?? await makePool(api, { MfaConfiguration, ...factors })
    pools.set(key, made)
    const sub = await makeUser(api, made.pool, `user${row}`, { phone_number: '+12065550100', phone_number_verified: 'true' })
    const user = await api.stores.users.findUserById(made.pool.id, sub) ?? assert.fail()
    const contacts = owner.contacts ?? ['email', 'phone_number']
    const attributes = Object.fromEntries(Object.entries(user.attributes).filter(([name]) => contacts.some((contact) => name.startsWith(contact))))
    await api.stores.users.updateUser({ ...user, attributes, mfa: { enabled: owner.enabled ?? [], preferred: owner.preferred ?? null } })
    if (owner.registered) {
      const seed = encodeBase32(Buffer.from('12345678901234567890'))
      await api.stores.softwareTokens.saveSoftwareToken({
        userId: user.id, seed, pendingSeed: null, friendlyName: null, lastStep: null, createdAt: new Date(), updatedAt: new Date(), version: 0,
      })
    }
    assert.equal(ended(await begin({ api, ...made }, { USERNAME: user.username })), expected, `${MfaConfiguration} ${Object.keys(factors).join()} ${JSON.stringify(owner)}`)
  }
})

test('AssociateSoftwareToken: hands out a seed that VerifySoftwareToken takes into use by its first code, and only then', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'OPTIONAL', ...FACTORS.totp })
  const AccessToken = (await begin(party)).AuthenticationResult?.AccessToken ?? ''
  const refused = async (UserCode: string) => (await refusalOf(api.sdk.verifySoftwareToken({ AccessToken, UserCode }))).name
  assert.equal(await refused('123456'), 'SoftwareTokenMFANotFoundException')
  const { SecretCode: secret = '', Session } = await api.sdk.associateSoftwareToken({ AccessToken })
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.equal(Session, undefined)
  assert.deepEqual(await refusalOf(api.sdk.verifySoftwareToken({ AccessToken, UserCode: wrongCodeOf(api, secret) })), { name: 'EnableSoftwareTokenMFAException', message: 'Code mismatch', status: 400 })
  assert.equal(await refused('12345'), 'InvalidParameterException')
  const preference = { AccessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } }
  assert.deepEqual(await refusalOf(api.sdk.setUserMFAPreference(preference)), { name: 'InvalidParameterException', message: 'User has not verified software token mfa', status: 400 })
  const { $metadata: _, ...verified } = await api.sdk.verifySoftwareToken({ AccessToken, UserCode: codeOf(api, secret), FriendlyDeviceName: 'Phone' })
  assert.deepEqual(verified, { Status: 'SUCCESS' })
  assert.equal(ended(await begin(party)), 'signed-in', 'the preference decides')
  await api.sdk.setUserMFAPreference(preference)
  const asked = await begin(party)
  assert.deepEqual([asked.ChallengeName, asked.ChallengeParameters], ['SOFTWARE_TOKEN_MFA', { FRIENDLY_DEVICE_NAME: 'Phone', USER_ID_FOR_SRP: 'ada' }])
  api.clock.advance(60_000)
  assert.equal(ended(await answer(party, asked, { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) })), 'signed-in')
  const user = await api.sdk.getUser({ AccessToken })
  assert.deepEqual([user.UserMFASettingList, user.PreferredMfaSetting], [['SOFTWARE_TOKEN_MFA'], 'SOFTWARE_TOKEN_MFA'])
})

test('AssociateSoftwareToken: the seed before works until a new one is verified; without token or session, or where the pool offers none, it refuses', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'OPTIONAL', ...FACTORS.totp })
  const AccessToken = (await begin(party)).AuthenticationResult?.AccessToken ?? ''
  const old = await registerAuthenticator(party, AccessToken)
  await api.sdk.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true } })
  const { SecretCode: fresh = '' } = await api.sdk.associateSoftwareToken({ AccessToken })
  assert.equal(ended(await answer(party, await begin(party), { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, fresh) })), 'CodeMismatch')
  assert.equal(ended(await answer(party, await begin(party), { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, old) })), 'signed-in')
  await api.sdk.verifySoftwareToken({ AccessToken, UserCode: codeOf(api, fresh) })
  api.clock.advance(60_000)
  assert.equal(ended(await answer(party, await begin(party), { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, old) })), 'CodeMismatch')
  assert.equal(ended(await answer(party, await begin(party), { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, fresh) })), 'signed-in')
  assert.equal((await refusalOf(api.sdk.associateSoftwareToken({}))).name, 'InvalidParameterException')
  const none = await makeParty(api, {})
  const other = (await begin(none)).AuthenticationResult?.AccessToken ?? ''
  assert.deepEqual(await refusalOf(api.sdk.associateSoftwareToken({ AccessToken: other })), {
    name: 'SoftwareTokenMFANotFoundException', message: 'Software Token MFA has not been enabled by the userPool', status: 400,
  })
})

test('VerifySoftwareToken: of parallel calls one takes the seed into use, and of parallel AssociateSoftwareToken calls one gives the seed that counts', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'OPTIONAL', ...FACTORS.totp })
  const AccessToken = (await begin(party)).AuthenticationResult?.AccessToken ?? ''
  const handed = await Promise.allSettled(Array.from({ length: 5 }, () => api.sdk.associateSoftwareToken({ AccessToken })))
  const given = handed.flatMap((ending) => (ending.status === 'fulfilled' ? [ending.value.SecretCode ?? ''] : []))
  for (const ending of handed) if (ending.status === 'rejected') assert.equal((ending.reason as Error).name, 'ConcurrentModificationException')
  const secret = given.at(-1) ?? assert.fail()
  const codes = await Promise.allSettled(given.map((each) => api.sdk.verifySoftwareToken({ AccessToken, UserCode: codeOf(api, each) })))
  assert.equal(codes.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal((await refusalOf(api.sdk.verifySoftwareToken({ AccessToken, UserCode: codeOf(api, secret) }))).name, 'SoftwareTokenMFANotFoundException')
})

test('RespondToAuthChallenge: MFA_SETUP of an authenticator by session, new at every step, ends in tokens; the factor is switched on', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'ON', ...FACTORS.totp })
  const asked = await begin(party)
  assert.deepEqual([asked.ChallengeName, asked.ChallengeParameters], ['MFA_SETUP', { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]', USER_ID_FOR_SRP: 'ada' }])
  assert.equal(ended(await answer(party, asked, {})), 'InvalidParameter', 'nothing is set up yet')
  const { SecretCode: secret = '', Session: second } = await api.sdk.associateSoftwareToken({ Session: asked.Session })
  assert.equal((await refusalOf(api.sdk.associateSoftwareToken({ Session: asked.Session }))).message, 'Invalid session for the user.', 'a session is good for one step')
  assert.equal((await refusalOf(api.sdk.verifySoftwareToken({ Session: second, UserCode: wrongCodeOf(api, secret) }))).name, 'EnableSoftwareTokenMFAException')
  const verified = await api.sdk.verifySoftwareToken({ Session: second, UserCode: codeOf(api, secret), FriendlyDeviceName: 'Phone' })
  assert.deepEqual([verified.Status, verified.Session === second], ['SUCCESS', false])
  const done = await answer(party, { ...asked, Session: verified.Session }, {})
  assert.equal(ended(done), 'signed-in')
  const user = await api.sdk.getUser({ AccessToken: done.AuthenticationResult?.AccessToken ?? '' })
  assert.deepEqual(user.UserMFASettingList, ['SOFTWARE_TOKEN_MFA'])
  assert.equal(ended(await begin(party)), 'SOFTWARE_TOKEN_MFA')
  const late = await makeParty(api, { MfaConfiguration: 'ON', ...FACTORS.totp })
  const session = (await begin(late)).Session
  api.clock.advance(3 * 60_000)
  assert.equal((await refusalOf(api.sdk.associateSoftwareToken({ Session: session }))).message, 'Invalid session for the user, session is expired.')
})

test('RespondToAuthChallenge: MFA_SETUP of an address sends a code there, which proves it and makes it a factor', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { MfaConfiguration: 'ON', ...FACTORS.email })
  await makeUser(api, pool, 'ada')
  const party = { api, pool, client }
  const user = await api.stores.users.findUserByName(pool.id, 'ada') ?? assert.fail()
  await api.stores.users.updateUser({ ...user, attributes: {} }, { names: [{ kind: 'email', name: null }] })
  const asked = await begin(party)
  assert.equal(asked.ChallengeParameters?.MFAS_CAN_SETUP, '["EMAIL_OTP"]')
  assert.equal(ended(await answer(party, asked, { EMAIL: 'no address' })), 'InvalidParameter')
  const sent = await answer(party, asked, { EMAIL: 'new@example.com' })
  assert.deepEqual([sent.ChallengeName, sent.ChallengeParameters?.CODE_DELIVERY_DESTINATION], ['EMAIL_OTP', 'n***@e***'])
  const { code } = await api.message({ to: 'new@example.com' })
  assert.equal(ended(await answer(party, sent, { EMAIL_OTP_CODE: code === '000000' ? '111111' : '000000' })), 'CodeMismatch')
  const done = await answer(party, sent, { EMAIL_OTP_CODE: code ?? '' })
  assert.equal(ended(done), 'signed-in')
  const changed = await api.sdk.getUser({ AccessToken: done.AuthenticationResult?.AccessToken ?? '' })
  assert.deepEqual(changed.UserMFASettingList, ['EMAIL_OTP'])
  assert.deepEqual(changed.UserAttributes?.filter(({ Name }) => Name?.startsWith('email')), [{ Name: 'email', Value: 'new@example.com' }, { Name: 'email_verified', Value: 'true' }])
  assert.equal(ended(await begin(party)), 'EMAIL_OTP')
})

test('RespondToAuthChallenge: SMS_MFA takes the code that was sent, once, within the time of the session, and proves the number', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'ON', ...FACTORS.sms }, { phone_number_verified: 'false' })
  const asked = await begin(party)
  assert.deepEqual([asked.ChallengeName, asked.ChallengeParameters], ['SMS_MFA', {
    CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS', CODE_DELIVERY_DESTINATION: '+*******0100', USER_ID_FOR_SRP: 'ada',
  }])
  const { code = '' } = await api.message({ to: '+12065550100' })
  assert.match(code ?? '', /^[0-9]{6}$/)
  const wrong = await answer(party, asked, { SMS_MFA_CODE: code === '000000' ? '111111' : '000000' })
  assert.deepEqual([wrong.error, wrong.message], ['CodeMismatch', 'Invalid code received for user'])
  assert.equal(ended(await answer(party, asked, {})), 'InvalidParameter')
  const done = await answer(party, asked, { SMS_MFA_CODE: code ?? '' })
  assert.equal(ended(done), 'signed-in')
  const claims = JSON.parse(Buffer.from(done.AuthenticationResult?.IdToken?.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
  assert.equal(claims.phone_number_verified, true)
  const again = await answer(party, asked, { SMS_MFA_CODE: code ?? '' })
  assert.equal(again.message, 'Invalid session for the user.')
  const late = await begin(party)
  const second = (await api.message({ to: '+12065550100' })).code ?? ''
  api.clock.advance(3 * 60_000)
  assert.equal((await answer(party, late, { SMS_MFA_CODE: second })).message, 'Invalid session for the user, session is expired.')
})

test('RespondToAuthChallenge: a code belongs to the sign-in it was sent for, and dies with the contact', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'ON', ...FACTORS.email })
  const first = await begin(party)
  const code = (await api.message({ to: 'ada@example.com' })).code ?? ''
  const second = await begin(party)
  const other = (await api.message({ to: 'ada@example.com' })).code ?? ''
  if (code !== other) assert.equal(ended(await answer(party, second, { EMAIL_OTP_CODE: code })), 'CodeMismatch')
  assert.equal(ended(await answer(party, first, { EMAIL_OTP_CODE: code })), 'signed-in')
  await api.sdk.adminUpdateUserAttributes({ UserPoolId: party.pool.id, Username: 'ada', UserAttributes: [{ Name: 'email', Value: 'new@example.com' }] })
  assert.equal(ended(await answer(party, second, { EMAIL_OTP_CODE: other })), 'ExpiredCode')
})

test('RespondToAuthChallenge: SELECT_MFA_TYPE offers the factors as a list in JSON and asks for the chosen one', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, { MfaConfiguration: 'ON', ...FACTORS.sms, ...FACTORS.email })
  const asked = await begin(party)
  assert.deepEqual(asked.ChallengeParameters, { MFAS_CAN_CHOOSE: '["SMS_MFA","EMAIL_OTP"]', USER_ID_FOR_SRP: 'ada' })
  for (const ANSWER of ['SOFTWARE_TOKEN_MFA', 'PASSWORD', '']) assert.equal(ended(await answer(party, asked, { ANSWER })), 'InvalidParameter')
  const chosen = await answer(party, asked, { ANSWER: 'EMAIL_MFA' })
  assert.equal(chosen.ChallengeName, 'EMAIL_OTP')
  const code = (await api.message({ to: 'ada@example.com' })).code ?? ''
  assert.equal(ended(await answer(party, chosen, { EMAIL_OTP_CODE: code })), 'signed-in')
  assert.equal((await answer(party, asked, { ANSWER: 'SMS_MFA' })).message, 'Invalid session for the user.')
})
