import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { type AwsApi, openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { refresh } from '#test/drive/application.ts'

const STRICT = { MinimumLength: 8, RequireUppercase: true, RequireLowercase: true, RequireNumbers: true, RequireSymbols: true }
const ANY_CASE = { UsernameConfiguration: { CaseSensitive: false } }
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const nobody = { name: 'UserNotFoundException', message: 'User does not exist.', status: 400 }

/** Attributes of an answer as a record. */
const record = (pairs: readonly { Name?: string | undefined; Value?: string | undefined }[] = []): Record<string, string | undefined> =>
  Object.fromEntries(pairs.map(({ Name, Value }) => [Name ?? '', Value]))

/** Status of a refresh at the token endpoint. */
const refreshStatus = async ({ url }: AwsApi, poolId: string, clientId: string, token: string) =>
  (await refresh({ publicUrl: url, poolId, clientId, redirectUri: '' }, token)).status

const read = async (sdk: CognitoIdentityProvider, UserPoolId: string, Username: string) => {
  const user = await sdk.adminGetUser({ UserPoolId, Username })
  return { ...user, attributes: record(user.UserAttributes) }
}

test('AdminCreateUser: makes a user who must choose a password, answers it whole, and sends the temporary one', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, ANY_CASE)
  const { User } = await api.sdk.adminCreateUser({
    UserPoolId: pool.id, Username: 'Ada', DesiredDeliveryMediums: ['EMAIL'],
    UserAttributes: [{ Name: 'email', Value: 'ada@example.com' }, { Name: 'name', Value: 'Ada' }, { Name: 'nickname', Value: '' }],
    ValidationData: [{ Name: 'source', Value: 'test' }], ClientMetadata: { a: 'b' },
  })
  const { sub, ...attributes } = record(User?.Attributes)
  assert.match(sub ?? '', UUID)
  assert.deepEqual(attributes, { email: 'ada@example.com', email_verified: 'false', name: 'Ada' })
  assert.deepEqual({ ...User, Attributes: [], UserCreateDate: 0, UserLastModifiedDate: 0 }, {
    Username: 'Ada', Attributes: [], UserCreateDate: 0, UserLastModifiedDate: 0, Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD',
  })
  assert.ok(User?.UserCreateDate && Math.abs(User.UserCreateDate.getTime() - Date.now()) < 60_000)
  const { code, purpose } = await api.message({ to: 'ada@example.com' })
  assert.equal(purpose, 'invitation')
  const challenge = await api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD: code ?? '' } })
  assert.equal(challenge.ChallengeName, 'NEW_PASSWORD_REQUIRED')
})

test('AdminCreateUser: RESEND renews the password of an invited user only; SUPPRESS sends nothing; SMS is the default medium', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const make = (Username: string, more = {}) =>
    api.sdk.adminCreateUser({ UserPoolId: pool.id, Username, UserAttributes: [{ Name: 'email', Value: `${Username}@example.com` }], ...more })
  await make('ada', { TemporaryPassword: PASSWORD })
  await make('bea', { TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS', DesiredDeliveryMediums: ['EMAIL'] })
  const { User } = await make('ada', { MessageAction: 'RESEND', DesiredDeliveryMediums: ['EMAIL'] })
  assert.equal(User?.UserStatus, 'FORCE_CHANGE_PASSWORD')
  const { code } = await api.message({ username: 'ada' })
  const statusOf = async (PASSWORD: string) =>
    (await api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD } }).catch(({ name }: Error) => ({ ChallengeName: name }))).ChallengeName
  assert.deepEqual([await statusOf(PASSWORD), await statusOf(code ?? '')], ['NotAuthorizedException', 'NEW_PASSWORD_REQUIRED'])
  assert.equal(await api.development?.inbox.latest({ username: 'bea' }, { waitMs: 0, signal: AbortSignal.timeout(10_000) }), null)
  assert.deepEqual(await refusalOf(make('nobody', { MessageAction: 'RESEND' })), nobody)
  await makeUser(api, pool, 'cid')
  assert.equal((await refusalOf(make('cid', { MessageAction: 'RESEND' }))).name, 'UnsupportedUserStateException')
})

test('AdminCreateUser: refuses taken names and aliases, weak passwords, and names and attributes of the wrong form', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api, { AliasAttributes: ['email'], ...ANY_CASE })
  const proven = [{ Name: 'email', Value: 'ada@example.com' }, { Name: 'email_verified', Value: 'true' }]
  const make = (Username: string, more = {}) => api.sdk.adminCreateUser({ UserPoolId: pool.id, Username, MessageAction: 'SUPPRESS', ...more })
  await make('ada', { UserAttributes: proven })
  assert.deepEqual(await refusalOf(make('ADA')), { name: 'UsernameExistsException', message: 'User already exists', status: 400 })
  assert.deepEqual(await refusalOf(make('bea', { UserAttributes: proven })), { name: 'AliasExistsException', message: 'An account with the given email already exists.', status: 400 })
  await make('bea', { UserAttributes: proven, ForceAliasCreation: true })
  assert.equal((await read(api.sdk, pool.id, 'ada@example.com')).Username, 'bea')
  assert.equal((await read(api.sdk, pool.id, 'ada')).attributes.email_verified, 'false')
  assert.deepEqual(await refusalOf(make('cid', { TemporaryPassword: 'short' })), { name: 'InvalidPasswordException', message: 'Password did not conform with policy: Password not long enough', status: 400 })
  assert.equal((await refusalOf(make('cid@example.com'))).message, 'Username cannot be of email format, since user pool is configured for email alias.')
  for (const [Name, Value] of [['email', 'no address'], ['custom:unknown', 'x'], ['sub', 'x'], ['email', 'x'.repeat(2049)]] as const) {
    assert.equal((await refusalOf(make('cid', { UserAttributes: [{ Name, Value }] }))).name, 'InvalidParameterException', Name)
  }
  assert.equal((await refusalOf(api.sdk.adminCreateUser({ UserPoolId: 'us-east-1_000000000', Username: 'ada' }))).name, 'ResourceNotFoundException')
})

test('AdminCreateUser: where a code is enough to sign in, a user without a password is confirmed at once', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api, { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } })
  for (const TemporaryPassword of [undefined, '']) {
    const Username = `user-${String(TemporaryPassword)}`
    const { User } = await api.sdk.adminCreateUser({
      UserPoolId: pool.id, Username, TemporaryPassword, DesiredDeliveryMediums: ['EMAIL'],
      UserAttributes: [{ Name: 'email', Value: `${Username}@example.com` }],
    })
    assert.equal(User?.UserStatus, 'CONFIRMED')
    const { text, code } = await api.message({ username: Username })
    assert.deepEqual([code, text.includes('temporary'), text.includes(Username)], [null, false, true])
  }
  const { User } = await api.sdk.adminCreateUser({ UserPoolId: pool.id, Username: 'ada', TemporaryPassword: PASSWORD })
  assert.equal(User?.UserStatus, 'FORCE_CHANGE_PASSWORD')
})

test('AdminCreateUser: AW-17 of twenty calls at once for one name in two cases one makes the user', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api, ANY_CASE)
  const endings = await Promise.all(Array.from({ length: 20 }, (_, n) =>
    api.sdk.adminCreateUser({ UserPoolId: pool.id, Username: n % 2 ? 'ada' : 'ADA', MessageAction: 'SUPPRESS' }).then(() => 'made', ({ name }: Error) => name)))
  assert.deepEqual(endings.toSorted().slice(0, 2).concat(endings.filter((ending) => ending === 'made')), ['UsernameExistsException', 'UsernameExistsException', 'made'])
})

test('AdminGetUser: answers every attribute and what the user is, by name, alias and sub', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api, { ...ANY_CASE, AliasAttributes: ['email'], Schema: [{ Name: 'team', AttributeDataType: 'String', Mutable: true }] })
  const sub = await makeUser(api, pool, 'Ada', { 'custom:team': 'red', email: 'ada@example.com' })
  for (const Username of ['Ada', 'ADA', 'ada@example.com', 'Ada@Example.com', sub, sub.toUpperCase()]) {
    const { $metadata: _, UserCreateDate, UserLastModifiedDate, ...user } = await api.sdk.adminGetUser({ UserPoolId: pool.id, Username })
    assert.deepEqual({ ...user, UserAttributes: record(user.UserAttributes) }, {
      Username: 'Ada', Enabled: true, UserStatus: 'CONFIRMED',
      UserAttributes: { sub, email: 'ada@example.com', email_verified: 'true', 'custom:team': 'red' },
    }, Username)
    assert.ok(UserCreateDate && UserLastModifiedDate && UserCreateDate <= UserLastModifiedDate)
  }
  assert.deepEqual(await refusalOf(api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'nobody' })), nobody)
})

test('AdminUpdateUserAttributes: writes what operators may, proofs and read-only ones included; an empty value removes', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api, { Schema: [{ Name: 'note', AttributeDataType: 'String', DeveloperOnlyAttribute: true, Mutable: true }, { Name: 'fixed', AttributeDataType: 'String', Mutable: false }] })
  await makeUser(api, pool, 'ada', { nickname: 'a' })
  const write = (...UserAttributes: { Name: string; Value?: string }[]) => api.sdk.adminUpdateUserAttributes({ UserPoolId: pool.id, Username: 'ada', UserAttributes })
  const { $metadata: _, ...answer } = await write({ Name: 'email', Value: 'new@example.com' }, { Name: 'email_verified', Value: 'true' }, { Name: 'dev:custom:note', Value: 'n' }, { Name: 'nickname', Value: '' })
  assert.deepEqual(answer, {})
  const { sub: _sub, ...attributes } = (await read(api.sdk, pool.id, 'ada')).attributes
  assert.deepEqual(attributes, { email: 'new@example.com', email_verified: 'true', 'dev:custom:note': 'n' })
  await write({ Name: 'email', Value: 'other@example.com' })
  assert.equal((await read(api.sdk, pool.id, 'ada')).attributes.email_verified, 'false')
  assert.equal((await api.message({ to: 'other@example.com' })).purpose, 'update-attribute')
  assert.equal((await refusalOf(write({ Name: 'custom:fixed', Value: 'x' }))).message, 'user.custom:fixed: Attribute cannot be updated.')
  assert.equal((await refusalOf(write({ Name: 'email', Value: 'x' }))).message, 'Invalid email address format.')
  assert.deepEqual(await refusalOf(api.sdk.adminUpdateUserAttributes({ UserPoolId: pool.id, Username: 'nobody', UserAttributes: [] })), nobody)
})

test('AdminUpdateUserAttributes: AW-17 an alias that twenty users are given at once belongs to one of them', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api, { AliasAttributes: ['email'] })
  const users = Array.from({ length: 20 }, (_, n) => `user${n}`)
  for (const username of users) await makeUser(api, pool, username)
  const endings = await Promise.all(users.map((Username) => api.sdk.adminUpdateUserAttributes({
    UserPoolId: pool.id, Username, UserAttributes: [{ Name: 'email', Value: 'one@example.com' }, { Name: 'email_verified', Value: 'true' }],
  }).then(() => Username, ({ name }: Error) => name)))
  assert.equal(endings.filter((ending) => ending === 'AliasExistsException').length, 19)
  const holder = await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'one@example.com' })
  assert.ok(endings.includes(holder.Username ?? ''))
})

test('AdminDeleteUserAttributes: removes attributes with their proof, but none that is required or unknown', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api, { Schema: [{ Name: 'name', AttributeDataType: 'String', Required: true, Mutable: true }] })
  await makeUser(api, pool, 'ada', { name: 'Ada', nickname: 'a' })
  const remove = (...UserAttributeNames: string[]) => api.sdk.adminDeleteUserAttributes({ UserPoolId: pool.id, Username: 'ada', UserAttributeNames })
  await remove('nickname', 'email')
  const { sub: _, ...attributes } = (await read(api.sdk, pool.id, 'ada')).attributes
  assert.deepEqual(attributes, { name: 'Ada' })
  for (const name of ['name', 'sub', 'custom:none']) assert.equal((await refusalOf(remove(name))).name, 'InvalidParameterException', name)
  assert.deepEqual(await refusalOf(api.sdk.adminDeleteUserAttributes({ UserPoolId: pool.id, Username: 'nobody', UserAttributeNames: ['name'] })), nobody)
})

test('AdminConfirmSignUp: confirms who waits, and says of others what they are', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await api.sdk.signUp({ ClientId: client.id, Username: 'ada', Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: 'ada@example.com' }] })
  const confirm = (Username: string) => api.sdk.adminConfirmSignUp({ UserPoolId: pool.id, Username, ClientMetadata: { a: 'b' } })
  await confirm('ada')
  const { UserStatus, attributes } = await read(api.sdk, pool.id, 'ada')
  assert.deepEqual([UserStatus, attributes.email_verified], ['CONFIRMED', 'false'])
  assert.deepEqual(await refusalOf(confirm('ada')), { name: 'NotAuthorizedException', message: 'User cannot be confirmed. Current status is CONFIRMED', status: 400 })
  assert.deepEqual(await refusalOf(confirm('nobody')), nobody)
})

test('AdminDeleteUser: the user is gone, the answer empty, the name free', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const sub = await makeUser(api, pool, 'ada')
  const { access } = await signIn(api, client, 'ada')
  const answer = await api.post('AdminDeleteUser', { UserPoolId: pool.id, Username: 'ada' })
  assert.deepEqual([answer.status, answer.text], [200, ''])
  assert.deepEqual(await refusalOf(api.sdk.adminDeleteUser({ UserPoolId: pool.id, Username: sub })), nobody)
  assert.equal((await refusalOf(api.sdk.getUser({ AccessToken: access }))).name, 'NotAuthorizedException')
  await makeUser(api, pool, 'ada')
})

test('AdminDisableUser: CR-17 keeps the user out, and ends access and refresh tokens', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const tokens = await signIn(api, client, 'ada')
  const { $metadata: _, ...answer } = await api.sdk.adminDisableUser({ UserPoolId: pool.id, Username: 'ada' })
  assert.deepEqual(answer, {})
  assert.equal((await read(api.sdk, pool.id, 'ada')).Enabled, false)
  assert.equal((await refusalOf(signIn(api, client, 'ada'))).name, 'NotAuthorizedException')
  assert.equal((await refusalOf(api.sdk.getUser({ AccessToken: tokens.access }))).name, 'NotAuthorizedException')
  assert.equal(await refreshStatus(api, pool.id, client.id, tokens.refresh), 400)
  assert.deepEqual(await refusalOf(api.sdk.adminDisableUser({ UserPoolId: pool.id, Username: 'nobody' })), nobody)
})

test('AdminEnableUser: lets the user in again; tokens from before stay dead', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const tokens = await signIn(api, client, 'ada')
  await api.sdk.adminDisableUser({ UserPoolId: pool.id, Username: 'ada' })
  const { $metadata: _, ...answer } = await api.sdk.adminEnableUser({ UserPoolId: pool.id, Username: 'ada' })
  assert.deepEqual(answer, {})
  assert.equal((await read(api.sdk, pool.id, 'ada')).Enabled, true)
  await signIn(api, client, 'ada')
  assert.equal((await refusalOf(api.sdk.getUser({ AccessToken: tokens.access }))).name, 'NotAuthorizedException')
  assert.equal(await refreshStatus(api, pool.id, client.id, tokens.refresh), 400)
  assert.deepEqual(await refusalOf(api.sdk.adminEnableUser({ UserPoolId: pool.id, Username: 'nobody' })), nobody)
})

test('AdminResetUserPassword: the password opens nothing any more, and a code for a new one goes to the verified contact', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const { access } = await signIn(api, client, 'ada')
  const reset = (Username: string) => api.sdk.adminResetUserPassword({ UserPoolId: pool.id, Username, ClientMetadata: { a: 'b' } })
  await reset('ada')
  assert.equal((await read(api.sdk, pool.id, 'ada')).UserStatus, 'RESET_REQUIRED')
  assert.deepEqual(await refusalOf(signIn(api, client, 'ada')), { name: 'PasswordResetRequiredException', message: 'Password reset required for the user', status: 400 })
  assert.equal((await refusalOf(api.sdk.getUser({ AccessToken: access }))).message, 'Access Token has been revoked')
  const { code } = await api.message({ to: 'ada@example.com' })
  await api.sdk.confirmForgotPassword({ ClientId: client.id, Username: 'ada', ConfirmationCode: code ?? '', Password: `${PASSWORD}!` })
  assert.equal((await read(api.sdk, pool.id, 'ada')).UserStatus, 'CONFIRMED')
  await makeUser(api, pool, 'bea', { email_verified: 'false' })
  assert.deepEqual(await refusalOf(reset('bea')), {
    name: 'InvalidParameterException', message: 'Cannot reset password for the user as there is no registered/verified email or phone_number', status: 400,
  })
  await api.sdk.adminCreateUser({ UserPoolId: pool.id, Username: 'cid', MessageAction: 'SUPPRESS' })
  assert.deepEqual(await refusalOf(reset('cid')), { name: 'NotAuthorizedException', message: 'User password cannot be reset in the current state.', status: 400 })
  assert.deepEqual(await refusalOf(reset('nobody')), nobody)
})

test('AdminSetUserPassword: for good it confirms, else it is temporary; policy and history hold', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { Policies: { PasswordPolicy: { ...STRICT, PasswordHistorySize: 2 } } })
  await makeUser(api, pool, 'ada')
  const set = (Password: string, Permanent?: boolean, Username = 'ada') => api.sdk.adminSetUserPassword({ UserPoolId: pool.id, Username, Password, Permanent })
  const statusAfter = async (password: string, permanent?: boolean) => {
    await set(password, permanent)
    return (await read(api.sdk, pool.id, 'ada')).UserStatus
  }
  assert.deepEqual([await statusAfter('Other-Horse-9'), await statusAfter('Third-Horse-9', true)], ['FORCE_CHANGE_PASSWORD', 'CONFIRMED'])
  assert.equal((await refusalOf(set('Other-Horse-9', true))).name, 'PasswordHistoryPolicyViolationException')
  for (const [password, text] of [
    ['A1-a', 'Password not long enough'], ['correct-horse-9', 'Password must have uppercase characters'], ['CORRECT-HORSE-9', 'Password must have lowercase characters'],
    ['Correct-Horse-X', 'Password must have numeric characters'], ['CorrectHorse9', 'Password must have symbol characters'],
  ] as const) {
    assert.deepEqual(await refusalOf(set(password)), { name: 'InvalidPasswordException', message: `Password did not conform with policy: ${text}`, status: 400 })
  }
  const missing = await api.post('AdminSetUserPassword', { UserPoolId: pool.id, Username: 'ada' })
  assert.deepEqual(missing.json, { __type: 'InvalidParameterException', message: "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null" })
  assert.deepEqual(await refusalOf(set(PASSWORD, true, 'nobody')), nobody)
  await set(PASSWORD, true)
  await signIn(api, client, 'ada')
})

test('AdminUserGlobalSignOut: CR-17 refresh and access tokens are dead, and the next sign-in is not', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const { access, refresh: token } = await signIn(api, client, 'ada')
  assert.equal(await refreshStatus(api, pool.id, client.id, token), 200)
  await api.sdk.adminUserGlobalSignOut({ UserPoolId: pool.id, Username: 'ada' })
  assert.deepEqual(await refusalOf(api.sdk.getUser({ AccessToken: access })), { name: 'NotAuthorizedException', message: 'Access Token has been revoked', status: 400 })
  assert.equal(await refreshStatus(api, pool.id, client.id, token), 400)
  await api.sdk.getUser({ AccessToken: (await signIn(api, client, 'ada')).access })
  assert.deepEqual(await refusalOf(api.sdk.adminUserGlobalSignOut({ UserPoolId: pool.id, Username: 'nobody' })), nobody)
})

const sms = [{ DeliveryMedium: 'SMS' as const, AttributeName: 'phone_number' }]

test('AdminSetUserSettings: switches codes by SMS on and off', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  await makeUser(api, pool, 'ada', { phone_number: '+15551231234', phone_number_verified: 'true' })
  await makeUser(api, pool, 'bea')
  const set = (Username: string, MFAOptions: typeof sms) => api.sdk.adminSetUserSettings({ UserPoolId: pool.id, Username, MFAOptions })
  const stored = async () => (await api.stores.users.findUserByName(pool.id, 'ada'))?.mfa.enabled
  const { $metadata: _, ...answer } = await set('ada', sms)
  assert.deepEqual([answer, await stored()], [{}, ['SMS_MFA']])
  await set('ada', [])
  assert.deepEqual(await stored(), [])
  assert.deepEqual(await refusalOf(set('bea', sms)), { name: 'InvalidParameterException', message: 'User does not have delivery config set to turn on SMS_MFA', status: 400 })
  assert.deepEqual(await refusalOf(set('nobody', [])), nobody)
})

test('SetUserSettings: switches codes by SMS on and off, and nothing else', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada', { phone_number: '+15551231234', phone_number_verified: 'true' })
  const { access } = await signIn(api, client, 'ada')
  const stored = async () => (await api.stores.users.findUserByName(pool.id, 'ada'))?.mfa.enabled
  await api.sdk.setUserSettings({ AccessToken: access, MFAOptions: sms })
  await api.sdk.setUserSettings({ AccessToken: access, MFAOptions: sms })
  assert.deepEqual(await stored(), ['SMS_MFA'])
  for (const MFAOptions of [[{ DeliveryMedium: 'EMAIL' as const, AttributeName: 'email' }], [{ DeliveryMedium: 'SMS' as const, AttributeName: 'email' }], [{}]]) {
    assert.equal((await refusalOf(api.sdk.setUserSettings({ AccessToken: access, MFAOptions: MFAOptions as typeof sms }))).name, 'InvalidParameterException')
  }
  await api.sdk.setUserSettings({ AccessToken: access, MFAOptions: [] })
  assert.deepEqual(await stored(), [])
})

const provider = { ProviderName: 'Google', ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: '1' }

test('AdminLinkProviderForUser: says that there are no other identity providers', async (t) => {
  const { sdk } = await openAwsApi(t)
  const refused = await refusalOf(sdk.adminLinkProviderForUser({ UserPoolId: 'us-east-1_000000000', DestinationUser: provider, SourceUser: provider }))
  assert.equal(refused.name, 'OperationNotEnabledException')
})

test('AdminDisableProviderForUser: says that there are no other identity providers', async (t) => {
  const { sdk } = await openAwsApi(t)
  assert.equal((await refusalOf(sdk.adminDisableProviderForUser({ UserPoolId: 'us-east-1_000000000', User: provider }))).name, 'OperationNotEnabledException')
})
