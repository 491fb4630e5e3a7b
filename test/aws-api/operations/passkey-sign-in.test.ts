import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { minutes } from '#src/contracts/duration.ts'
import { makePool, makeUser, signIn } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { type CreationOptions, type Deviation, type RequestOptions, SoftwareAuthenticator } from '#test/passkeys/software-authenticator.ts'

const RP = 'auth.example.com'
const ORIGIN = `https://${RP}`

type WebAuthn = NonNullable<UserPoolSettingsInput['WebAuthnConfiguration']>

/** A pool that takes passkeys, with a user who has one. */
async function open(t: TestContext, { webAuthn = {}, counts = false, settings = {} }: { webAuthn?: WebAuthn; counts?: boolean; settings?: UserPoolSettingsInput } = {}) {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } }, WebAuthnConfiguration: { RelyingPartyId: RP, ...webAuthn }, ...settings,
  }, { PreventUserExistenceErrors: 'ENABLED' })
  const enrol = async (username: string) => {
    await makeUser(api, pool, username)
    const AccessToken = (await signIn(api, client, username)).access
    const device = new SoftwareAuthenticator({ origin: ORIGIN, counts })
    const options = (await api.sdk.startWebAuthnRegistration({ AccessToken })).CredentialCreationOptions as unknown as CreationOptions
    await api.sdk.completeWebAuthnRegistration({ AccessToken, Credential: device.create(options) })
    return device
  }
  const ask = async (USERNAME: string) => {
    const asked = await api.sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME, PREFERRED_CHALLENGE: 'WEB_AUTHN' } })
    return { ...asked, options: JSON.parse(asked.ChallengeParameters?.['CREDENTIAL_REQUEST_OPTIONS'] ?? 'null') as RequestOptions }
  }
  const answer = (Session: string | undefined, USERNAME: string, CREDENTIAL: string) =>
    api.sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'WEB_AUTHN', Session, ChallengeResponses: { USERNAME, CREDENTIAL } })
  const signInWith = async (device: SoftwareAuthenticator, deviation: Deviation = {}, username = 'ada') => {
    const { Session, options } = await ask(username)
    return answer(Session, username, device.get(options, deviation))
  }
  const refusedWith = async (device: SoftwareAuthenticator, deviation: Deviation, username = 'ada') => {
    const { name, message } = await refusalOf(signInWith(device, deviation, username))
    return `${name}: ${message}`
  }
  return { ...api, pool, client, device: await enrol('ada'), enrol, ask, answer, signInWith, refusedWith }
}

const REFUSED = 'NotAuthorizedException: Incorrect username or password.'

const claimsOf = (token: string | undefined) => JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

test('InitiateAuth: asks for a passkey that the user prefers, and offers it among the others', async (t) => {
  const { sdk, client, device, ask } = await open(t)
  const { ChallengeName, ChallengeParameters, options } = await ask('ada')
  assert.deepEqual([ChallengeName, Object.keys(ChallengeParameters ?? {}).filter((name) => name.includes('CREDENTIAL'))], ['WEB_AUTHN', ['CREDENTIAL_REQUEST_OPTIONS']])
  assert.deepEqual({ ...options, challenge: options.challenge.length }, {
    challenge: 43, timeout: 180_000, rpId: RP, userVerification: 'preferred', allowCredentials: [{ type: 'public-key', id: device.id, transports: ['hybrid', 'internal'] }],
  })
  const choice = await sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'ada' } })
  assert.deepEqual([choice.ChallengeName, choice.AvailableChallenges], ['SELECT_CHALLENGE', ['PASSWORD', 'PASSWORD_SRP', 'WEB_AUTHN']])
  const chosen = await sdk.respondToAuthChallenge({
    ClientId: client.id, ChallengeName: 'SELECT_CHALLENGE', Session: choice.Session, ChallengeResponses: { USERNAME: 'ada', ANSWER: 'WEB_AUTHN' },
  })
  const tokens = await sdk.respondToAuthChallenge({
    ClientId: client.id, ChallengeName: 'WEB_AUTHN', Session: chosen.Session,
    ChallengeResponses: { USERNAME: 'ada', CREDENTIAL: device.get(chosen.ChallengeParameters?.['CREDENTIAL_REQUEST_OPTIONS'] ?? '') },
  })
  assert.equal(claimsOf(tokens.AuthenticationResult?.IdToken)['cognito:username'], 'ada')
})

test('InitiateAuth: WA-08 asks somebody unknown for a passkey that is always the same, and believes none', async (t) => {
  const { device, ask, refusedWith } = await open(t)
  const known = (await ask('ada')).options
  // Half of those who are not there seem to have one: so no list of factors tells who is.
  const names = Array.from({ length: 60 }, (_, n) => `nobody-${n}`)
  const seeming: string[] = []
  for (const name of names) if ((await ask(name)).ChallengeName === 'WEB_AUTHN') seeming.push(name)
  assert.ok(seeming.length > 5 && seeming.length < 55, `${seeming.length}`)
  const [first = '', second = ''] = seeming
  const unknown = (await ask(first)).options
  assert.deepEqual(Object.keys(unknown), Object.keys(known))
  assert.deepEqual(unknown.allowCredentials, (await ask(first)).options.allowCredentials)
  assert.notDeepEqual(unknown.allowCredentials, (await ask(second)).options.allowCredentials)
  assert.notEqual(unknown.challenge, (await ask(first)).options.challenge)
  assert.equal(await refusedWith(device, {}, first), REFUSED)
  assert.equal(await refusedWith(device, { credentialId: unknown.allowCredentials[0]?.id ?? '' }, first), REFUSED)
})

test('InitiateAuth: offers the choice where the user has no passkey', async (t) => {
  const { sdk, pool, client, ...api } = await open(t)
  await makeUser(api, pool, 'bob')
  const { ChallengeName, AvailableChallenges } = await sdk.initiateAuth({
    ClientId: client.id, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'bob', PREFERRED_CHALLENGE: 'WEB_AUTHN' },
  })
  assert.deepEqual([ChallengeName, AvailableChallenges], ['SELECT_CHALLENGE', ['PASSWORD', 'PASSWORD_SRP']])
})

test('RespondToAuthChallenge: signs in with a passkey, which remembers that it was used', async (t) => {
  const { stores, pool, device, signInWith, clock } = await open(t)
  clock.advance(minutes(2))
  const { AuthenticationResult: tokens } = await signInWith(device)
  assert.equal(claimsOf(tokens?.AccessToken)['username'], 'ada')
  const passkey = (await stores.passkeys.findPasskey(pool.id, device.id)) ?? assert.fail()
  assert.deepEqual([passkey.counter, passkey.backedUp, (passkey.lastUsedAt?.getTime() ?? 0) > passkey.createdAt.getTime()], [0, true, true])
})

test('RespondToAuthChallenge: WA-01 refuses a passkey used at another origin, port or scheme, in a frame, or for another relying party', async (t) => {
  const { device, refusedWith, signInWith } = await open(t)
  const wrong: Deviation[] = [
    { origin: 'https://example.com' }, { origin: 'https://evil-auth.example.com' }, { origin: `${ORIGIN}:8443` }, { origin: `http://${RP}` },
    { rpId: 'example.com' }, { crossOrigin: true }, { topOrigin: ORIGIN }, { type: 'webauthn.create' },
  ]
  for (const deviation of wrong) assert.equal(await refusedWith(device, deviation), REFUSED, JSON.stringify(deviation))
  await signInWith(device, { origin: 'https://app.auth.example.com' })
})

test('RespondToAuthChallenge: WA-02 refuses a challenge twice, of another sign-in, or late; of racing answers one signs in', async (t) => {
  const { device, ask, answer, refusedWith, clock } = await open(t)
  const { Session, options } = await ask('ada')
  const credential = device.get(options)
  const endings = await Promise.allSettled(Array.from({ length: 6 }, () => answer(Session, 'ada', credential)))
  assert.equal(endings.filter(({ status }) => status === 'fulfilled').length, 1)
  const later = await ask('ada')
  assert.equal((await refusalOf(answer(later.Session, 'ada', credential))).name, 'NotAuthorizedException')
  // Any answer uses the challenge up.
  assert.equal((await refusalOf(answer(later.Session, 'ada', device.get(later.options)))).message, 'Invalid session for the user.')
  assert.equal(await refusedWith(device, { challenge: 'AAAA' }), REFUSED)
  const late = await ask('ada')
  clock.advance(minutes(5))
  assert.equal((await refusalOf(answer(late.Session, 'ada', device.get(late.options)))).message, 'Invalid session for the user, session is expired.')
})

test('RespondToAuthChallenge: WA-03 wants the user present, and verified where the pool says so', async (t) => {
  const { device, refusedWith, ask } = await open(t, { webAuthn: { UserVerification: 'required' } })
  assert.equal((await ask('ada')).options.userVerification, 'required')
  assert.equal(await refusedWith(device, { flags: { uv: false } }), REFUSED)
  assert.equal(await refusedWith(device, { flags: { up: false } }), REFUSED)
})

test('RespondToAuthChallenge: WA-04 refuses a signature counter that goes back or stands still', async (t) => {
  const { device, signInWith, refusedWith, ask, answer } = await open(t, { counts: true })
  await signInWith(device)
  await signInWith(device, { counter: 9 })
  for (const counter of [9, 8, 0]) assert.equal(await refusedWith(device, { counter }), REFUSED, String(counter))
  await signInWith(device, { counter: 10 })
  // A copied key: two sign-ins under way, both with the next count.
  const asked = await Promise.all([ask('ada'), ask('ada'), ask('ada')])
  const endings = await Promise.allSettled(asked.map(({ Session, options }) => answer(Session, 'ada', device.get(options, { counter: 11 }))))
  assert.equal(endings.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('RespondToAuthChallenge: WA-05 refuses a passkey of another user, and one that calls its user otherwise', async (t) => {
  const { device, enrol, refusedWith, signInWith } = await open(t)
  const bobs = await enrol('bob')
  assert.equal(await refusedWith(bobs, {}, 'ada'), REFUSED)
  assert.equal(await refusedWith(bobs, { credentialId: device.id }, 'ada'), REFUSED)
  assert.equal(await refusedWith(device, { userHandle: Buffer.from('somebody else').toString('base64url') }), REFUSED)
  await signInWith(device, { userHandle: null })
})

test('RespondToAuthChallenge: WA-06 refuses forged signatures and what is no credential', async (t) => {
  const { device, ask, answer, refusedWith } = await open(t)
  assert.equal(await refusedWith(device, { tamper: (bytes) => Buffer.from(bytes.map((byte, index) => (index === 12 ? byte ^ 1 : byte))) }), REFUSED)
  assert.equal(await refusedWith(device, { tamper: () => Buffer.alloc(64) }), REFUSED)
  for (const credential of ['junk', '[]', '{"id":7}', JSON.stringify({ id: 'A'.repeat(100_000) })]) {
    assert.equal((await refusalOf(answer((await ask('ada')).Session, 'ada', credential))).message, 'Incorrect username or password.')
  }
  const { Session } = await ask('ada')
  assert.equal((await refusalOf(answer(Session, 'ada', ''))).message, 'Missing required parameter CREDENTIAL')
})

test('RespondToAuthChallenge: CR-12 a passkey that verified its user stands for two factors only where the pool says so', async (t) => {
  const two = await open(t, {
    webAuthn: { FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION', UserVerification: 'required' },
  })
  const pool = (await two.stores.userPools.findPool(two.pool.id)) ?? assert.fail()
  await two.stores.userPools.updatePool({ ...pool, settings: { ...pool.settings, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } } })
  assert.ok((await two.signInWith(two.device)).AuthenticationResult?.AccessToken)
  assert.equal(await two.refusedWith(two.device, { flags: { uv: false } }), REFUSED)
  const now = (await two.stores.userPools.findPool(two.pool.id)) ?? assert.fail()
  await two.stores.userPools.updatePool({ ...now, settings: { ...now.settings, WebAuthnConfiguration: { RelyingPartyId: RP, UserVerification: 'required', FactorConfiguration: 'SINGLE_FACTOR' } } })
  assert.equal((await two.ask('ada')).ChallengeName, 'SELECT_CHALLENGE')
})

test('RespondToAuthChallenge: CR-25 a passkey is not locked out by whoever keeps failing at the password', async (t) => {
  const { sdk, client, device, signInWith } = await open(t)
  const wrong = () => refusalOf(sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ada', PASSWORD: 'Wrong-Horse-9' } }))
  const [said] = await Promise.all([Promise.all(Array.from({ length: 20 }, wrong)), signInWith(device)])
  assert.ok(said.some(({ message }) => message === 'Password attempts exceeded'))
  assert.ok((await signInWith(device)).AuthenticationResult)
})
