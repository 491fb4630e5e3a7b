import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { minutes } from '#src/contracts/duration.ts'
import { makePool, makeUser, signIn } from '#test/aws-api/make-pool.ts'
import { type AwsApi, openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import type { Cbor } from '#test/passkeys/cbor.ts'
import { type CreationOptions, type Deviation, SoftwareAuthenticator } from '#test/passkeys/software-authenticator.ts'

const RP = 'auth.example.com'
const ORIGIN = `https://${RP}`

const withPasskeys = (webAuthn: UserPoolSettingsInput['WebAuthnConfiguration'] | null = { RelyingPartyId: RP }): UserPoolSettingsInput => ({
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
  ...(webAuthn === null ? {} : { WebAuthnConfiguration: webAuthn }),
})

/** A pool that takes passkeys, with a signed-in user. */
async function open(t: TestContext, settings: UserPoolSettingsInput = withPasskeys()) {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, settings, { PreventUserExistenceErrors: 'ENABLED' })
  await makeUser(api, pool, 'ada', { name: 'Ada' })
  return { ...api, pool, client, token: (await signIn(api, client, 'ada')).access }
}

const start = async ({ sdk }: Pick<AwsApi, 'sdk'>, AccessToken: string): Promise<CreationOptions & Record<string, unknown>> =>
  (await sdk.startWebAuthnRegistration({ AccessToken })).CredentialCreationOptions as never

async function register(api: Pick<AwsApi, 'sdk'>, AccessToken: string, device = new SoftwareAuthenticator({ origin: ORIGIN }), deviation: Deviation = {}) {
  await api.sdk.completeWebAuthnRegistration({ AccessToken, Credential: device.create(await start(api, AccessToken), deviation) })
  return device
}

const refusedRegistration = async (api: Pick<AwsApi, 'sdk'>, token: string, deviation: Deviation) =>
  (await refusalOf(register(api, token, new SoftwareAuthenticator({ origin: ORIGIN }), deviation))).name

test('StartWebAuthnRegistration: gives options for the device, with a new challenge each time', async (t) => {
  const api = await open(t)
  const options = await start(api, api.token)
  const { sub } = JSON.parse(Buffer.from(api.token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }
  assert.match(options.challenge, /^[\w-]{43}$/)
  assert.deepEqual({ ...options, challenge: null }, {
    rp: { id: RP, name: RP },
    user: { id: Buffer.from(sub).toString('base64url'), name: 'ada', displayName: 'Ada' },
    challenge: null,
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
    timeout: 300_000,
    excludeCredentials: [],
    authenticatorSelection: { requireResidentKey: true, residentKey: 'required', userVerification: 'preferred' },
  })
  assert.notEqual((await start(api, api.token)).challenge, options.challenge)
  const device = await register(api, api.token)
  assert.deepEqual((await start(api, api.token))['excludeCredentials'], [{ type: 'public-key', id: device.id, transports: ['hybrid', 'internal'] }])
})

test('StartWebAuthnRegistration: is refused where the pool has no passkeys, no name for them, or the token does not reach', async (t) => {
  const api = await open(t, {})
  const refused = async (AccessToken: string) => (await refusalOf(api.sdk.startWebAuthnRegistration({ AccessToken }))).name
  assert.equal(await refused(api.token), 'WebAuthnNotEnabledException')
  assert.equal(await refused('x.y.z'), 'NotAuthorizedException')
  const { pool, client } = await makePool(api, withPasskeys({ RelyingPartyId: '192.0.2.7' }))
  await makeUser(api, pool, 'eve')
  assert.equal(await refused((await signIn(api, client, 'eve')).access), 'WebAuthnConfigurationMissingException')
  const ada = (await api.stores.users.findUserByName(api.pool.id, 'ada')) ?? assert.fail()
  await api.stores.users.updateUser({ ...ada, status: 'RESET_REQUIRED' })
  assert.equal(await refused(api.token), 'PasswordResetRequiredException')
})

test('StartWebAuthnRegistration: takes the host of the hosted pages where the pool names no relying party', async (t) => {
  const api = await open(t, withPasskeys(null))
  const { rp } = await start(api, api.token)
  assert.equal(rp.id, new URL(api.url).hostname)
  const device = new SoftwareAuthenticator({ origin: api.url })
  await register(api, api.token, device)
  assert.equal((await api.sdk.listWebAuthnCredentials({ AccessToken: api.token })).Credentials?.[0]?.RelyingPartyId, rp.id)
})

test('CompleteWebAuthnRegistration: stores passkeys of both algorithms, named by their provider', async (t) => {
  const api = await open(t)
  const first = await register(api, api.token)
  const second = await register(api, api.token, new SoftwareAuthenticator({ origin: 'https://app.auth.example.com', kind: 'RS256' }))
  const { Credentials, NextToken } = await api.sdk.listWebAuthnCredentials({ AccessToken: api.token })
  assert.equal(NextToken, undefined)
  const common = { RelyingPartyId: RP, AuthenticatorAttachment: 'platform', AuthenticatorTransports: ['hybrid', 'internal'], CreatedAt: null }
  assert.deepEqual(Credentials?.map((credential) => ({ ...credential, CreatedAt: null })), [
    { CredentialId: first.id, FriendlyCredentialName: 'Google Password Manager', ...common },
    { CredentialId: second.id, FriendlyCredentialName: 'Google Password Manager 2', ...common },
  ])
  assert.ok(Credentials?.every(({ CreatedAt }) => CreatedAt && Math.abs(Date.now() - CreatedAt.getTime()) < 60_000))
})

test('CompleteWebAuthnRegistration: WA-01 refuses another origin, port or scheme, a frame, and another relying party', async (t) => {
  const api = await open(t)
  for (const origin of ['https://example.com', 'https://evil-auth.example.com', 'https://auth.example.com.evil.example', `${ORIGIN}:8443`, `http://${RP}`, 'null', 'android:apk-key-hash:x']) {
    assert.equal(await refusedRegistration(api, api.token, { origin }), 'WebAuthnOriginNotAllowedException', origin)
  }
  assert.equal(await refusedRegistration(api, api.token, { crossOrigin: true }), 'WebAuthnOriginNotAllowedException')
  assert.equal(await refusedRegistration(api, api.token, { topOrigin: ORIGIN }), 'WebAuthnOriginNotAllowedException')
  assert.equal(await refusedRegistration(api, api.token, { rpId: 'example.com' }), 'WebAuthnRelyingPartyMismatchException')
})

test('CompleteWebAuthnRegistration: WA-02 takes a challenge once, from its user and client, within five minutes', async (t) => {
  const api = await open(t)
  const device = new SoftwareAuthenticator({ origin: ORIGIN })
  const complete = async (AccessToken: string, Credential: ReturnType<SoftwareAuthenticator['create']>) =>
    (await refusalOf(api.sdk.completeWebAuthnRegistration({ AccessToken, Credential }))).name
  const options = await start(api, api.token)
  await api.sdk.completeWebAuthnRegistration({ AccessToken: api.token, Credential: device.create(options) })
  assert.equal(await complete(api.token, new SoftwareAuthenticator({ origin: ORIGIN }).create(options)), 'WebAuthnChallengeNotFoundException')

  await makeUser(api, api.pool, 'bob')
  const bob = (await signIn(api, api.client, 'bob')).access
  const adas = device.create(await start(api, api.token), { credentialId: 'AAAA' })
  assert.equal(await complete(bob, adas), 'WebAuthnChallengeNotFoundException')
  const { UserPoolClient } = await api.sdk.createUserPoolClient({ UserPoolId: api.pool.id, ClientName: 'other', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })
  const other = (await signIn(api, { ...api.client, id: UserPoolClient?.ClientId ?? '' }, 'ada')).access
  assert.equal(await complete(other, adas), 'WebAuthnClientMismatchException')
  assert.equal(await complete(api.token, adas), 'WebAuthnChallengeNotFoundException')

  const late = await start(api, api.token)
  api.clock.advance(minutes(5))
  assert.equal(await complete(api.token, device.create(late, { credentialId: 'BBBB' })), 'WebAuthnChallengeNotFoundException')
})

test('CompleteWebAuthnRegistration: WA-03 wants the user present, and verified where the pool says so', async (t) => {
  const api = await open(t, withPasskeys({ RelyingPartyId: RP, UserVerification: 'required' }))
  assert.deepEqual((await start(api, api.token))['authenticatorSelection'], { requireResidentKey: true, residentKey: 'required', userVerification: 'required' })
  assert.equal(await refusedRegistration(api, api.token, { flags: { up: false } }), 'WebAuthnCredentialNotSupportedException')
  assert.equal(await refusedRegistration(api, api.token, { flags: { uv: false } }), 'WebAuthnCredentialNotSupportedException')
  const preferring = await makePool(api, withPasskeys())
  await makeUser(api, preferring.pool, 'eve')
  await register(api, (await signIn(api, preferring.client, 'eve')).access, new SoftwareAuthenticator({ origin: ORIGIN }), { flags: { uv: false } })
})

test('CompleteWebAuthnRegistration: WA-05 refuses a credential id that is taken in the pool, by whomever', async (t) => {
  const api = await open(t)
  const device = await register(api, api.token)
  assert.equal(await refusedRegistration(api, api.token, { credentialId: device.id }), 'InvalidParameterException')
  await makeUser(api, api.pool, 'bob')
  assert.equal(await refusedRegistration(api, (await signIn(api, api.client, 'bob')).access, { credentialId: device.id }), 'InvalidParameterException')
})

test('CompleteWebAuthnRegistration: WA-06 refuses unknown algorithms, foreign attestation, more or less CBOR, and what is none', async (t) => {
  const api = await open(t)
  const unsupported: Deviation[] = [
    { alg: -8 }, { alg: 0 }, { alg: -65_535 },
    { format: 'tpm' }, { format: 'packed', statement: new Map<string, Cbor>([['alg', -7], ['sig', Buffer.alloc(8)], ['x5c', [Buffer.alloc(9)]]]) },
    { format: 'packed', statement: new Map<string, number | Buffer>([['alg', -7], ['sig', Buffer.alloc(8)]]) },
    { statement: new Map([['extra', 1]]) },
    { tamper: (bytes) => Buffer.concat([bytes, Buffer.from([0xa0])]) }, { tamper: (bytes) => bytes.subarray(0, -3) },
    // The first key a second time: {fmt, fmt, attStmt, authData}.
    { tamper: (bytes) => Buffer.concat([Buffer.from([0xa4]), bytes.subarray(1, 10), bytes.subarray(1)]) },
    { tamper: () => Buffer.from([0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]) }, { tamper: () => Buffer.alloc(4000, 0x81) },
  ]
  for (const [index, deviation] of unsupported.entries()) {
    assert.equal(await refusedRegistration(api, api.token, deviation), 'WebAuthnCredentialNotSupportedException', String(index))
  }
  const invalid: Deviation[] = [{ tamper: () => Buffer.alloc(200_000) }, { type: 'webauthn.get' }, { credentialId: 'AA==' }]
  for (const [index, deviation] of invalid.entries()) assert.equal(await refusedRegistration(api, api.token, deviation), 'InvalidParameterException', String(index))
  for (const Credential of ['text', [], {}, { id: 7 }, { id: 'AA', rawId: 'AA', type: 'public-key', response: { clientDataJSON: 'AA', attestationObject: 'AA' } }]) {
    assert.equal((await refusalOf(api.sdk.completeWebAuthnRegistration({ AccessToken: api.token, Credential }))).name, 'InvalidParameterException')
  }
  assert.deepEqual((await api.sdk.listWebAuthnCredentials({ AccessToken: api.token })).Credentials, [])
})

test('CompleteWebAuthnRegistration: takes twenty passkeys a user, also of parallel registrations', async (t) => {
  const api = await open(t)
  const challenges: CreationOptions[] = []
  for (let n = 0; n < 18; n++) await register(api, api.token)
  for (let n = 0; n < 5; n++) challenges.push(await start(api, api.token))
  const endings = await Promise.allSettled(challenges.map((options) =>
    api.sdk.completeWebAuthnRegistration({ AccessToken: api.token, Credential: new SoftwareAuthenticator({ origin: ORIGIN }).create(options) })))
  const names = endings.map((ending) => (ending.status === 'fulfilled' ? 'stored' : (ending.reason as Error).name))
  assert.deepEqual(names.toSorted(), ['LimitExceededException', 'LimitExceededException', 'LimitExceededException', 'stored', 'stored'])
  assert.equal((await refusalOf(start(api, api.token))).name, 'LimitExceededException')
})

test('ListWebAuthnCredentials: goes through all pages, each user their own', async (t) => {
  const api = await open(t)
  const ids: string[] = []
  for (let n = 0; n < 3; n++) ids.push((await register(api, api.token)).id)
  const first = await api.sdk.listWebAuthnCredentials({ AccessToken: api.token, MaxResults: 2 })
  await api.sdk.deleteWebAuthnCredential({ AccessToken: api.token, CredentialId: ids[1] })
  const second = await api.sdk.listWebAuthnCredentials({ AccessToken: api.token, MaxResults: 2, NextToken: first.NextToken })
  assert.deepEqual([first.Credentials, second.Credentials].map((page) => page?.map(({ CredentialId }) => CredentialId)), [ids.slice(0, 2), ids.slice(2)])
  assert.equal(second.NextToken, undefined)
  await makeUser(api, api.pool, 'bob')
  const bob = (await signIn(api, api.client, 'bob')).access
  assert.deepEqual((await api.sdk.listWebAuthnCredentials({ AccessToken: bob, MaxResults: 0 })).Credentials, [])
  const refused = async (request: { MaxResults?: number; NextToken?: string }) => (await refusalOf(api.sdk.listWebAuthnCredentials({ AccessToken: bob, ...request }))).name
  assert.equal(await refused({ NextToken: first.NextToken ?? '' }), 'InvalidParameterException')
  assert.equal(await refused({ MaxResults: 21 }), 'InvalidParameterException')
})

test('DeleteWebAuthnCredential: removes a passkey of the caller, and nobody else\'s', async (t) => {
  const api = await open(t)
  const { id } = await register(api, api.token)
  await makeUser(api, api.pool, 'bob')
  const remove = (AccessToken: string) => api.sdk.deleteWebAuthnCredential({ AccessToken, CredentialId: id })
  assert.equal((await refusalOf(remove((await signIn(api, api.client, 'bob')).access))).name, 'ResourceNotFoundException')
  const { $metadata: _, ...answer } = await remove(api.token)
  assert.deepEqual(answer, {})
  assert.equal((await refusalOf(remove(api.token))).name, 'ResourceNotFoundException')
})

test('DeleteWebAuthnCredential: WA-07 keeps the last factor of a user who needs one', async (t) => {
  const api = await open(t, withPasskeys({ RelyingPartyId: RP, FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION', UserVerification: 'required' }))
  const devices = [await register(api, api.token), await register(api, api.token)]
  const user = (await api.stores.users.findUserByName(api.pool.id, 'ada')) ?? assert.fail()
  await api.stores.users.updateUser({ ...user, mfa: { enabled: ['WEB_AUTHN_MFA'], preferred: null } })
  const pool = (await api.stores.userPools.findPool(api.pool.id)) ?? assert.fail()
  await api.stores.userPools.updatePool({ ...pool, settings: { ...pool.settings, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } } })
  const endings = await Promise.allSettled(devices.map(({ id }) => api.sdk.deleteWebAuthnCredential({ AccessToken: api.token, CredentialId: id })))
  assert.deepEqual(endings.map((ending) => (ending.status === 'fulfilled' ? 'deleted' : (ending.reason as Error).name)).toSorted(), ['NotAuthorizedException', 'deleted'])
  assert.equal((await api.sdk.listWebAuthnCredentials({ AccessToken: api.token })).Credentials?.length, 1)
})
