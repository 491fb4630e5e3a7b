import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AuthenticationDetails, CognitoUser, CognitoUserPool, type CognitoUserSession, type ICognitoStorage } from 'amazon-cognito-identity-js'
import { PASSWORD } from '#test/aws-api/make-pool.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'
import { codeOf, FACTORS, makeParty, type Party } from '#test/aws-api/second-factors.ts'

/** What a browser keeps. */
const newStorage = (): ICognitoStorage => {
  const kept = new Map<string, string>()
  return { setItem: (key, value) => void kept.set(key, value), getItem: (key) => kept.get(key) ?? null, removeItem: (key) => void kept.delete(key), clear: () => kept.clear() }
}

const userOf = ({ api, pool, client }: Party, Storage: ICognitoStorage): CognitoUser =>
  new CognitoUser({ Username: 'ada', Storage, Pool: new CognitoUserPool({ UserPoolId: pool.id, ClientId: client.id, Storage, endpoint: `${api.url}/` }) })

type Stop = { kind: 'signed-in'; session: CognitoUserSession } | { kind: 'totp' } | { kind: 'set-up' }

const signIn = (user: CognitoUser): Promise<Stop> => new Promise((resolve, reject) => {
  user.authenticateUser(new AuthenticationDetails({ Username: 'ada', Password: PASSWORD }), {
    onSuccess: (session) => resolve({ kind: 'signed-in', session }), onFailure: reject,
    totpRequired: () => resolve({ kind: 'totp' }), mfaSetup: () => resolve({ kind: 'set-up' }),
  })
})
const sendCode = (user: CognitoUser, code: string): Promise<CognitoUserSession> =>
  new Promise((resolve, reject) => user.sendMFACode(code, { onSuccess: resolve, onFailure: reject }, 'SOFTWARE_TOKEN_MFA'))
const called = (call: (callback: { onSuccess(): void; onFailure(error: Error): void }) => void): Promise<void> =>
  new Promise((onSuccess, onFailure) => call({ onSuccess, onFailure }))

/** Sets an authenticator up in the middle of a sign-in; its seed. */
const setUp = (party: Party, user: CognitoUser): Promise<string> => new Promise((resolve, reject) => {
  user.associateSoftwareToken({
    onFailure: reject,
    associateSecretCode: (secret) => user.verifySoftwareToken(codeOf(party.api, secret), 'Phone', { onFailure: reject, onSuccess: () => resolve(secret) }),
  })
})

test('amazon-cognito-identity-js sets an authenticator up at sign-in, is asked for it on a new device, and not on one that it remembers', async (t) => {
  const api = await openAwsApi(t)
  const party = await makeParty(api, {
    MfaConfiguration: 'ON', ...FACTORS.totp, DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true },
  })
  const first = userOf(party, newStorage())
  assert.equal((await signIn(first)).kind, 'set-up')
  const secret = await setUp(party, first)
  api.clock.advance(60_000)

  const storage = newStorage()
  const laptop = userOf(party, storage)
  assert.equal((await signIn(laptop)).kind, 'totp')
  await sendCode(laptop, codeOf(api, secret))
  await called((callback) => laptop.setDeviceStatusRemembered(callback))
  assert.equal((await signIn(userOf(party, storage))).kind, 'signed-in', 'the remembered device is enough')

  const { Devices: [device] = [] } = await api.sdk.adminListDevices({ UserPoolId: party.pool.id, Username: 'ada' })
  await api.sdk.adminForgetDevice({ UserPoolId: party.pool.id, Username: 'ada', DeviceKey: device?.DeviceKey })
  const forgotten = userOf(party, storage)
  api.clock.advance(60_000)
  assert.equal((await signIn(forgotten)).kind, 'totp', 'the same sign-in went on without the device')
  assert.equal((await sendCode(forgotten, codeOf(api, secret))).isValid(), true)
})
