import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours } from '#src/contracts/duration.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { type AwsApi, openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { refresh } from '#test/drive/application.ts'

const NEW_PASSWORD = 'Another-Horse-9'
const mismatch = { name: 'CodeMismatchException', message: 'Invalid verification code provided, please try again.', status: 400 }
const expired = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.', status: 400 }
const tooMany = { name: 'LimitExceededException', message: 'Attempt limit exceeded, please try after some time.', status: 400 }
const nobody = { name: 'UserNotFoundException', message: 'Username/client id combination not found.', status: 400 }
const noContact = { name: 'InvalidParameterException', message: 'Cannot reset password for the user as there is no registered/verified email or phone_number', status: 400 }

const wrong = (code: string): string => (code === '000000' ? '000001' : '000000')
const HIDING = { PreventUserExistenceErrors: 'ENABLED' as const }

/** A pool with one user, ada, and the two calls that recover. */
async function openRecovery(api: AwsApi, client: Parameters<typeof makePool>[2] = {}, settings: Parameters<typeof makePool>[1] = {}) {
  const made = await makePool(api, settings, client)
  const forgot = (Username = 'ada') => api.sdk.forgotPassword({ ClientId: made.client.id, Username })
  const confirm = (ConfirmationCode: string, Password = NEW_PASSWORD, Username = 'ada') =>
    api.sdk.confirmForgotPassword({ ClientId: made.client.id, Username, ConfirmationCode, Password })
  const sent = async (Username = 'ada') => {
    await forgot(Username)
    return (await api.message({ username: Username })).code ?? ''
  }
  return { ...made, forgot, confirm, sent }
}

const statusOf = async ({ sdk }: AwsApi, pool: UserPool, Username: string) => (await sdk.adminGetUser({ UserPoolId: pool.id, Username })).UserStatus

test('ForgotPassword: sends a code to the verified contact, and says where it went', async (t) => {
  const api = await openAwsApi(t)
  const { client, pool } = await openRecovery(api)
  await makeUser(api, pool, 'fixture')
  const { $metadata: _, ...answer } = await api.sdk.forgotPassword({
    ClientId: client.id, Username: 'fixture', ClientMetadata: { a: 'b' }, AnalyticsMetadata: { AnalyticsEndpointId: 'e' }, UserContextData: { EncodedData: 'd' },
  })
  assert.deepEqual(answer, { CodeDeliveryDetails: { Destination: 'f***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' } })
  assert.match((await api.message({ to: 'fixture@example.com' })).code ?? '', /^\d{6}$/)
  await makeUser(api, pool, 'bea', { phone_number: '+15551231234', phone_number_verified: 'true' })
  const { CodeDeliveryDetails } = await api.sdk.forgotPassword({ ClientId: client.id, Username: 'bea' })
  assert.deepEqual(CodeDeliveryDetails, { Destination: '+*******1234', DeliveryMedium: 'SMS', AttributeName: 'phone_number' })
})

test('ForgotPassword: who cannot be sent a code is refused where the client may know', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client, forgot } = await openRecovery(api)
  await makeUser(api, pool, 'unproven', { email_verified: 'false' })
  await api.sdk.adminCreateUser({ UserPoolId: pool.id, Username: 'invited', MessageAction: 'SUPPRESS' })
  await makeUser(api, pool, 'disabled')
  await api.sdk.adminDisableUser({ UserPoolId: pool.id, Username: 'disabled' })
  await api.sdk.signUp({ ClientId: client.id, Username: 'waiting', Password: PASSWORD })
  assert.deepEqual(await refusalOf(forgot('nobody')), nobody)
  assert.deepEqual(await refusalOf(forgot('unproven')), noContact)
  assert.deepEqual(await refusalOf(forgot('waiting')), noContact)
  assert.deepEqual(await refusalOf(forgot('invited')), { name: 'NotAuthorizedException', message: 'User password cannot be reset in the current state.', status: 400 })
  assert.deepEqual(await refusalOf(forgot('disabled')), { name: 'NotAuthorizedException', message: 'User is disabled.', status: 400 })
  const closed = await openRecovery(api, {}, { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] } })
  assert.deepEqual(await refusalOf(closed.forgot()), { name: 'NotAuthorizedException', message: 'Contact administrator to reset password.', status: 400 })
})

test('ForgotPassword: CR-03 CR-13 where the client hides users, nobody and those without a contact look like anybody, with one destination each time', async (t) => {
  const api = await openAwsApi(t)
  const { pool, forgot, confirm } = await openRecovery(api, HIDING)
  await makeUser(api, pool, 'ada')
  await makeUser(api, pool, 'unproven', { email_verified: 'false' })
  const shape = ({ CodeDeliveryDetails: details }: Awaited<ReturnType<typeof forgot>>) => details
  for (const name of ['nobody', 'unproven']) {
    const first = shape(await forgot(name))
    assert.deepEqual(shape(await forgot(name)), first)
    assert.match(first?.Destination ?? '', /^[a-z]\*\*\*@[a-z]\*\*\*$/)
    assert.deepEqual([first?.DeliveryMedium, first?.AttributeName], ['EMAIL', 'email'])
  }
  await forgot('ada')
  const guess = wrong((await api.message({ username: 'ada' })).code ?? '')
  for (const name of ['ada', 'nobody', 'unproven']) {
    assert.deepEqual(await refusalOf(confirm(guess, NEW_PASSWORD, name)), mismatch, name)
  }
  assert.deepEqual(await refusalOf(confirm('999999', NEW_PASSWORD, 'never-asked')), expired)
})

test('ForgotPassword: CR-15 five codes an hour for a user, eighty requests at once included, and for nobody alike', async (t) => {
  const api = await openAwsApi(t)
  const { pool, forgot } = await openRecovery(api, HIDING, { UsernameConfiguration: { CaseSensitive: false } })
  await makeUser(api, pool, 'ada')
  for (const [lower, upper] of [['ada', 'ADA'], ['nobody', 'NOBODY']] as const) {
    const endings = await Promise.all(Array.from({ length: 80 }, (_, n) => forgot(n % 2 ? lower : upper).then(() => 'sent', ({ name }: Error) => name)))
    assert.deepEqual([endings.filter((ending) => ending === 'sent').length, endings.filter((ending) => ending === tooMany.name).length], [5, 75], lower)
  }
  api.clock.advance(hours(1) + 1000)
  await forgot('ada')
})

test('ConfirmForgotPassword: sets the password and confirms the user; CR-22 once, and what was signed in before is dead', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client, sent, confirm } = await openRecovery(api)
  await makeUser(api, pool, 'ada')
  const before = await signIn(api, client, 'ada')
  const code = await sent()
  const { $metadata: _, ...answer } = await confirm(code)
  assert.deepEqual([answer, await statusOf(api, pool, 'ada')], [{}, 'CONFIRMED'])
  assert.equal((await refusalOf(signIn(api, client, 'ada'))).message, 'Incorrect username or password.')
  const tokens = await api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD: NEW_PASSWORD } })
  assert.ok(tokens.AuthenticationResult?.AccessToken)
  assert.equal((await refusalOf(api.sdk.getUser({ AccessToken: before.access }))).message, 'Access Token has been revoked')
  assert.equal((await refresh({ publicUrl: api.url, poolId: pool.id, clientId: client.id, redirectUri: '' }, before.refresh)).status, 400)
  assert.deepEqual(await refusalOf(confirm(code)), expired)
})

test('ConfirmForgotPassword: CR-22 only the newest code, only its user\'s, for an hour; a refused password does not spend it', async (t) => {
  const api = await openAwsApi(t)
  const { pool, sent, confirm } = await openRecovery(api, {}, { Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } } })
  await makeUser(api, pool, 'ada')
  await makeUser(api, pool, 'bea')
  const first = await sent()
  const second = await sent()
  if (first !== second) assert.deepEqual(await refusalOf(confirm(first)), mismatch)
  const ofBea = await sent('bea')
  if (ofBea !== second) assert.deepEqual(await refusalOf(confirm(ofBea)), mismatch)
  assert.equal((await refusalOf(confirm(second, 'short'))).name, 'InvalidPasswordException')
  assert.equal((await refusalOf(confirm(second, PASSWORD))).name, 'PasswordHistoryPolicyViolationException')
  await confirm(second)
  api.clock.advance(hours(1) + 1000)
  assert.deepEqual(await refusalOf(confirm(ofBea, NEW_PASSWORD, 'bea')), expired)
})

test('ConfirmForgotPassword: CR-14 of eighty guesses at once at most twenty are judged, and of twenty right ones one wins', async (t) => {
  const api = await openAwsApi(t)
  const { pool, sent, confirm } = await openRecovery(api)
  await makeUser(api, pool, 'ada')
  await makeUser(api, pool, 'bea')
  const code = await sent()
  const guesses = await Promise.all(Array.from({ length: 80 }, () => refusalOf(confirm(wrong(code)))))
  assert.equal(guesses.filter(({ name }) => name === mismatch.name).length, 20)
  assert.deepEqual(await refusalOf(confirm(code)), tooMany)
  const right = await sent('bea')
  const endings = await Promise.all(Array.from({ length: 20 }, (_, n) => confirm(right, `${NEW_PASSWORD}${n}`, 'bea').then(() => 'won', ({ name }: Error) => name)))
  assert.equal(endings.filter((ending) => ending === 'won').length, 1)
})

test('ConfirmForgotPassword: CR-13 guesses at nobody\'s code are answered and limited like those at a user\'s', async (t) => {
  const api = await openAwsApi(t)
  const { pool, forgot, confirm } = await openRecovery(api, HIDING)
  await makeUser(api, pool, 'ada')
  const answers: string[][] = []
  for (const name of ['ada', 'nobody']) {
    await forgot(name)
    const code = name === 'ada' ? wrong((await api.message({ username: name })).code ?? '') : '123456'
    const heard: string[] = []
    for (let n = 0; n < 22; n++) heard.push((await refusalOf(confirm(code, NEW_PASSWORD, name))).name)
    answers.push(heard)
  }
  assert.deepEqual(answers[0], answers[1])
  assert.deepEqual([answers[0]?.[19], answers[0]?.[20]], ['CodeMismatchException', 'LimitExceededException'])
})

test('ConfirmForgotPassword: CR-23 codes of another purpose or pool are worth nothing', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client, sent, confirm } = await openRecovery(api)
  const other = await openRecovery(api)
  await makeUser(api, pool, 'ada')
  await makeUser(api, other.pool, 'ada')
  const { access } = await signIn(api, client, 'ada')
  await api.sdk.getUserAttributeVerificationCode({ AccessToken: access, AttributeName: 'email' })
  const ofAttribute = (await api.message({ username: 'ada' })).code ?? ''
  assert.deepEqual(await refusalOf(confirm(ofAttribute)), expired)
  const ofReset = await sent()
  if (ofReset !== ofAttribute) {
    assert.deepEqual(await refusalOf(api.sdk.verifyUserAttribute({ AccessToken: access, AttributeName: 'email', Code: ofReset })), mismatch)
    assert.deepEqual(await refusalOf(confirm(ofAttribute)), mismatch)
  }
  const ofOther = await other.sent()
  if (ofOther !== ofReset) assert.deepEqual(await refusalOf(confirm(ofOther)), mismatch)
  await api.sdk.signUp({ ClientId: client.id, Username: 'bea', Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: 'bea@example.com' }] })
  const ofSignUp = (await api.message({ username: 'bea' })).code ?? ''
  assert.deepEqual(await refusalOf(confirm(ofSignUp, NEW_PASSWORD, 'bea')), expired)
})
