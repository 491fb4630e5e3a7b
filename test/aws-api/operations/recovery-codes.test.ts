import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeRecoveryCodes } from '#src/domain/recovery-codes/describe-recovery-codes.ts'
import { makeRecoveryCodes } from '#src/domain/recovery-codes/make-recovery-codes.ts'
import { claimsOf } from '#test/aws-api/devices.ts'
import { type AwsApi, openAwsApi } from '#test/aws-api/open-aws-api.ts'
import { answer, begin, codeOf, ended, FACTORS, makeParty, type Party, registerAuthenticator, wrongCodeOf } from '#test/aws-api/second-factors.ts'

const EVERY_FACTOR = { MfaConfiguration: 'OPTIONAL', ...FACTORS.totp, ...FACTORS.sms, ...FACTORS.email } as const

const codesOf = ({ api, pool, sub }: Party & { sub: string }) => makeRecoveryCodes(api.domain, { user: { id: sub, poolId: pool.id } })
const left = ({ api, sub }: Party & { sub: string }) => describeRecoveryCodes(api.domain, { user: { id: sub } })

async function withAuthenticator(api: AwsApi, settings: Parameters<typeof makeParty>[1] = EVERY_FACTOR) {
  const party = await makeParty(api, settings)
  const AccessToken = (await begin(party)).AuthenticationResult?.AccessToken ?? ''
  const secret = await registerAuthenticator(party, AccessToken)
  await api.sdk.setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } })
  return { party, secret, AccessToken, named: { UserPoolId: party.pool.id, Username: 'ada' } }
}

test('RespondToAuthChallenge: RECOVERY_CODE answers every second factor, each code once, and the tokens say that there were two factors', async (t) => {
  const api = await openAwsApi(t)
  const { party, AccessToken, named } = await withAuthenticator(api)
  const [first = '', second = '', third = '', fourth = ''] = await codesOf(party)
  const asked = await begin(party)
  assert.equal(asked.ChallengeName, 'SOFTWARE_TOKEN_MFA')
  const signedIn = await answer(party, asked, { RECOVERY_CODE: first.toUpperCase().replace('-', ' ') })
  assert.equal(ended(signedIn), 'signed-in')
  assert.equal(claimsOf(signedIn.AuthenticationResult?.AccessToken)['username'], 'ada')
  assert.equal((await left(party))?.left, 9)
  const again = await begin(party)
  assert.deepEqual([(await answer(party, again, { RECOVERY_CODE: first })).message, ended(await answer(party, again, { RECOVERY_CODE: second }))], ['Invalid code received for user', 'signed-in'])
  for (const [factor, code] of [['SMSMfaSettings', third], ['EmailMfaSettings', fourth]] as const) {
    await api.sdk.setUserMFAPreference({ AccessToken, [factor]: { Enabled: true, PreferredMfa: true } })
    const sent = await begin(party)
    assert.equal(sent.ChallengeName, factor === 'SMSMfaSettings' ? 'SMS_MFA' : 'EMAIL_OTP')
    assert.equal(ended(await answer(party, sent, { RECOVERY_CODE: code })), 'signed-in')
  }
  await api.sdk.adminSetUserMFAPreference({ ...named, EmailMfaSettings: { Enabled: true, PreferredMfa: false } })
  const choice = await begin(party)
  assert.equal(choice.ChallengeName, 'SELECT_MFA_TYPE')
  const [fresh = ''] = await codesOf(party)
  assert.equal(ended(await answer(party, choice, { RECOVERY_CODE: fresh })), 'signed-in')
  assert.equal(ended(await answer(party, await begin(party), { RECOVERY_CODE: second })), 'CodeMismatch', 'new codes replaced all')
})

test('RespondToAuthChallenge: of several sign-ins at once one gets in by a recovery code', async (t) => {
  const api = await openAwsApi(t)
  const { party } = await withAuthenticator(api)
  const [code = ''] = await codesOf(party)
  const sessions = await Promise.all(Array.from({ length: 4 }, () => begin(party)))
  const ends = (await Promise.all(sessions.map((session) => answer(party, session, { RECOVERY_CODE: code })))).map(ended)
  assert.equal(ends.filter((end) => end === 'signed-in').length, 1, ends.join())
  assert.equal((await left(party))?.left, 9)
})

test('RespondToAuthChallenge: CR-10 guesses at recovery codes are counted with those at codes, in parallel too', async (t) => {
  const api = await openAwsApi(t)
  const { party, secret } = await withAuthenticator(api)
  const [code = ''] = await codesOf(party)
  api.clock.hold()
  const sessions = await Promise.all(Array.from({ length: 4 }, () => begin(party)))
  const guesses = await Promise.all(Array.from({ length: 40 }, (_, n) => answer(party, sessions[n % 4] ?? assert.fail(),
    n % 2 === 0 ? { RECOVERY_CODE: 'aaaaa-aaaaa' } : { SOFTWARE_TOKEN_MFA_CODE: wrongCodeOf(api, secret) })))
  const judged = guesses.map(ended).filter((end) => end === 'CodeMismatch').length
  assert.ok(judged <= 10, `${judged} were judged`)
  assert.equal(ended(await answer(party, await begin(party), { RECOVERY_CODE: code })), 'LimitExceeded')
  assert.equal(ended(await answer(party, await begin(party), { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) })), 'LimitExceeded')
  api.clock.advance(15 * 60_000)
  assert.equal(ended(await answer(party, await begin(party), { RECOVERY_CODE: code })), 'signed-in')
})

test('RespondToAuthChallenge: a recovery code proves no new factor, is no first factor, and is nobody else\'s', async (t) => {
  const api = await openAwsApi(t)
  const required = await makeParty(api, { MfaConfiguration: 'ON', ...FACTORS.totp, ...FACTORS.email }, { email: '' })
  const [code = ''] = await codesOf(required)
  const setUp = await begin(required)
  assert.equal(setUp.ChallengeName, 'MFA_SETUP')
  assert.equal(ended(await answer(required, setUp, { RECOVERY_CODE: code })), 'InvalidParameter')
  const { party } = await withAuthenticator(api)
  await codesOf(party)
  assert.equal(ended(await answer(party, await begin(party), { RECOVERY_CODE: code })), 'CodeMismatch')
  const passwordless = await makeParty(api, { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } })
  const [own = ''] = await codesOf(passwordless)
  const first = await begin(passwordless, { PREFERRED_CHALLENGE: 'EMAIL_OTP' }, 'USER_AUTH')
  assert.equal(ended(await answer(passwordless, first, { RECOVERY_CODE: own })), 'InvalidParameter')
})

test('recovery codes go with the last factor, by whoever switches it off, and stay while one is left and through a password reset', async (t) => {
  const api = await openAwsApi(t)
  const { party, named } = await withAuthenticator(api)
  const { sdk } = api
  await codesOf(party)
  await sdk.adminSetUserMFAPreference({ ...named, SMSMfaSettings: { Enabled: true } })
  await sdk.adminSetUserMFAPreference({ ...named, SoftwareTokenMfaSettings: { Enabled: false } })
  await sdk.adminResetUserPassword(named)
  assert.equal((await left(party))?.left, 10)
  await sdk.adminSetUserSettings({ ...named, MFAOptions: [] })
  assert.equal(await left(party), null)
  await codesOf(party)
  await sdk.adminSetUserMFAPreference({ ...named, EmailMfaSettings: { Enabled: true } })
  await sdk.adminSetUserMFAPreference({ ...named, EmailMfaSettings: { Enabled: false } })
  assert.equal(await left(party), null)
})

test('AdminDeleteSoftwareToken: recovery codes go with the authenticator where it was the only factor', async (t) => {
  const api = await openAwsApi(t)
  const { party, named } = await withAuthenticator(api)
  await codesOf(party)
  await api.post('AdminDeleteSoftwareToken', named)
  assert.equal(await left(party), null)
})
