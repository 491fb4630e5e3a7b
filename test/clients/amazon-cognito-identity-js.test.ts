import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { AuthenticationDetails, CognitoUser, CognitoUserAttribute, CognitoUserPool, type CognitoUserSession, type ICognitoStorage } from 'amazon-cognito-identity-js'
import { decodeBase32 } from '#src/crypto/base32.ts'
import { hotp, timeStep } from '#src/crypto/totp.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { makePool, makeUser, PASSWORD } from '#test/aws-api/make-pool.ts'
import { openAwsApi, type AwsApi } from '#test/aws-api/open-aws-api.ts'

/** Where a browser keeps what the library remembers. */
function createStorage(): ICognitoStorage {
  const kept = new Map<string, string>()
  return {
    setItem: (key, value) => void kept.set(key, value),
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}

/** The library as applications set it up: nothing is changed but the endpoint. */
function open(api: AwsApi, pool: UserPool, client: AppClient) {
  const Storage = createStorage()
  const userPool = new CognitoUserPool({ UserPoolId: pool.id, ClientId: client.id, endpoint: `${api.url}/`, Storage })
  return { userPool, userOf: (Username: string) => new CognitoUser({ Username, Pool: userPool, Storage }) }
}

type Reached = { session?: CognitoUserSession; asked?: string; parameters?: unknown }

/** Signs in by SRP, which is what the library does unless told otherwise, as far as it goes by itself. */
const authenticate = (user: CognitoUser, Username: string, Password: string): Promise<Reached> => new Promise((resolve, reject) => {
  user.authenticateUser(new AuthenticationDetails({ Username, Password }), {
    onSuccess: (session) => resolve({ session }),
    onFailure: reject,
    newPasswordRequired: (attributes: unknown, required: unknown) => resolve({ asked: 'new-password', parameters: { attributes, required } }),
    totpRequired: () => resolve({ asked: 'totp' }),
    mfaRequired: () => resolve({ asked: 'sms' }),
    mfaSetup: () => resolve({ asked: 'mfa-setup' }),
    selectMFAType: () => resolve({ asked: 'select' }),
  })
})

/** A function of the library that calls back with an error or a result. */
const called = <T>(start: (done: (error?: Error | null, result?: T) => void) => void): Promise<T | undefined> =>
  new Promise((resolve, reject) => start((error, result) => (error ? reject(error) : resolve(result))))

const codeOf = async (api: AwsApi, to: string): Promise<string> => (await api.message({ to })).code ?? ''

async function openPool(t: TestContext, settings: Parameters<typeof makePool>[1] = {}) {
  const api = await openAwsApi(t)
  return { api, ...(await makePool(api, settings)) }
}

test('amazon-cognito-identity-js: sign-up, confirmation, sign-in by SRP, attributes, refresh and global sign-out', async (t) => {
  const { api, pool, client } = await openPool(t)
  const { userPool, userOf } = open(api, pool, client)
  const email = new CognitoUserAttribute({ Name: 'email', Value: 'ada@example.com' })
  const signedUp = await called<{ userConfirmed: boolean; userSub: string }>((done) => userPool.signUp('ada', PASSWORD, [email], [], done as never))
  assert.equal(signedUp?.userConfirmed, false)
  const ada = userOf('ada')
  const code = await codeOf(api, 'ada@example.com')
  assert.equal(await called((done) => ada.confirmRegistration(code === '000000' ? '000001' : '000000', true, done)).catch((error: Error) => error.name), 'CodeMismatchException')
  await called((done) => ada.confirmRegistration(code, true, done))
  const { session } = await authenticate(ada, 'ada', PASSWORD)
  assert.equal(session?.getIdToken().decodePayload()['cognito:username'], 'ada')
  const attributes = await called<CognitoUserAttribute[]>((done) => ada.getUserAttributes(done as never))
  assert.equal(attributes?.find((attribute) => attribute.getName() === 'sub')?.getValue(), signedUp?.userSub)
  const refreshed = await called<CognitoUserSession>((done) => ada.refreshSession(session!.getRefreshToken(), done as never))
  assert.notEqual(refreshed?.getAccessToken().getJwtToken(), session?.getAccessToken().getJwtToken())
  await new Promise<void>((resolve, reject) => ada.globalSignOut({ onSuccess: () => resolve(), onFailure: reject }))
  const again = userOf('ada')
  assert.equal(await called((done) => again.refreshSession(session!.getRefreshToken(), done as never)).catch((error: Error) => error.name), 'NotAuthorizedException')
})

test('amazon-cognito-identity-js: a wrong password is refused in the words that applications show', async (t) => {
  const { api, pool, client } = await openPool(t)
  await makeUser(api, pool, 'ada')
  const refused = await authenticate(open(api, pool, client).userOf('ada'), 'ada', 'Wrong-Horse-9').catch((error: Error) => error)
  assert.deepEqual([(refused as Error).name, (refused as Error).message], ['NotAuthorizedException', 'Incorrect username or password.'])
})

test('amazon-cognito-identity-js: a forgotten password, a changed one, and a forced new one', async (t) => {
  const { api, pool, client } = await openPool(t)
  await makeUser(api, pool, 'ada')
  const { userOf } = open(api, pool, client)
  const ada = userOf('ada')
  await new Promise<void>((resolve, reject) => ada.forgotPassword({ onSuccess: () => resolve(), onFailure: reject, inputVerificationCode: () => resolve() }))
  const code = await codeOf(api, 'ada@example.com')
  await new Promise<void>((resolve, reject) => ada.confirmPassword(code, 'Another-Horse-9', { onSuccess: () => resolve(), onFailure: reject }))
  assert.ok((await authenticate(ada, 'ada', 'Another-Horse-9')).session)
  await called((done) => ada.changePassword('Another-Horse-9', PASSWORD, done as never))
  assert.ok((await authenticate(userOf('ada'), 'ada', PASSWORD)).session)
  await api.sdk.adminSetUserPassword({ UserPoolId: pool.id, Username: 'ada', Password: 'Temporary-Horse-9', Permanent: false })
  const forced = userOf('ada')
  assert.equal((await authenticate(forced, 'ada', 'Temporary-Horse-9')).asked, 'new-password')
  const session = await new Promise<CognitoUserSession>((resolve, reject) => forced.completeNewPasswordChallenge(PASSWORD, {}, { onSuccess: resolve, onFailure: reject }))
  assert.ok(session.isValid())
})

test('amazon-cognito-identity-js: an authenticator app is set up and then asked for', async (t) => {
  const { api, pool, client } = await openPool(t)
  await api.sdk.setUserPoolMfaConfig({ UserPoolId: pool.id, MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } })
  await makeUser(api, pool, 'ada')
  const { userOf } = open(api, pool, client)
  const ada = userOf('ada')
  await authenticate(ada, 'ada', PASSWORD)
  const secret = await new Promise<string>((resolve, reject) => ada.associateSoftwareToken({ associateSecretCode: resolve, onFailure: reject }))
  await new Promise<void>((resolve, reject) => ada.verifySoftwareToken(codeAt(api, secret), 'phone', { onSuccess: () => resolve(), onFailure: reject }))
  await called((done) => ada.setUserMfaPreference(null, { Enabled: true, PreferredMfa: true }, done as never))
  const second = userOf('ada')
  assert.equal((await authenticate(second, 'ada', PASSWORD)).asked, 'totp')
  api.clock.advance(31_000)
  const session = await new Promise<CognitoUserSession>((resolve, reject) => second.sendMFACode(codeAt(api, secret), { onSuccess: resolve, onFailure: reject }, 'SOFTWARE_TOKEN_MFA'))
  assert.ok(session.getAccessToken().getJwtToken())
})

test('amazon-cognito-identity-js: a device is confirmed at the first sign-in and proves itself at the next', async (t) => {
  const { api, pool, client } = await openPool(t, { DeviceConfiguration: { ChallengeRequiredOnNewDevice: false, DeviceOnlyRememberedOnUserPrompt: false } })
  await makeUser(api, pool, 'ada')
  const { userOf } = open(api, pool, client)
  const first = userOf('ada')
  await authenticate(first, 'ada', PASSWORD)
  const { Devices } = await api.sdk.adminListDevices({ UserPoolId: pool.id, Username: 'ada' })
  assert.equal(Devices?.length, 1)
  // The library remembers the device in its storage and answers DEVICE_SRP_AUTH by itself.
  const { session } = await authenticate(userOf('ada'), 'ada', PASSWORD)
  assert.equal(session?.getAccessToken().decodePayload().device_key, Devices?.[0]?.DeviceKey)
  assert.equal((await api.sdk.adminListDevices({ UserPoolId: pool.id, Username: 'ada' })).Devices?.length, 1)
})

const codeAt = (api: AwsApi, secret: string): string => hotp(decodeBase32(secret), timeStep(api.clock.now()))
