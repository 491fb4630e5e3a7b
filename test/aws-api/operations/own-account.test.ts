import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { type AwsApi, openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { refresh } from '#test/drive/application.ts'

const NEW_PASSWORD = 'Another-Horse-9'
const mismatch = { name: 'CodeMismatchException', message: 'Invalid verification code provided, please try again.', status: 400 }
const expired = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.', status: 400 }
const tooMany = { name: 'LimitExceededException', message: 'Attempt limit exceeded, please try after some time.', status: 400 }
const incorrect = { name: 'NotAuthorizedException', message: 'Incorrect username or password.', status: 400 }
const unwritable = { name: 'NotAuthorizedException', message: 'A client attempted to write unauthorized attribute', status: 400 }
const wrong = (code: string): string => (code === '000000' ? '000001' : '000000')

const SCHEMA = [
  { Name: 'name', AttributeDataType: 'String' as const, Required: true, Mutable: true },
  { Name: 'role', AttributeDataType: 'String' as const, Mutable: true },
  { Name: 'fixed', AttributeDataType: 'String' as const, Mutable: false },
]

/** A pool with ada signed in; her client may write what is standard. */
async function openAccount(api: AwsApi, settings: Parameters<typeof makePool>[1] = {}, client: Parameters<typeof makePool>[2] = {}) {
  const made = await makePool(api, settings, client)
  const sub = await makeUser(api, made.pool, 'ada', { name: 'Ada' })
  const tokens = await signIn(api, made.client, 'ada')
  const AccessToken = tokens.access
  const update = (attributes: Record<string, string>) =>
    api.sdk.updateUserAttributes({ AccessToken, UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })) })
  const attributes = async () => Object.fromEntries(((await api.sdk.getUser({ AccessToken })).UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]))
  return { ...made, sub, tokens, AccessToken, update, attributes }
}

test('GetUser: answers what the client may read of the user', async (t) => {
  const api = await openAwsApi(t)
  const { sub, AccessToken, pool } = await openAccount(api, { Schema: SCHEMA })
  await api.sdk.adminUpdateUserAttributes({ UserPoolId: pool.id, Username: 'ada', UserAttributes: [{ Name: 'custom:role', Value: 'admin' }] })
  const { $metadata: _, ...answer } = await api.sdk.getUser({ AccessToken })
  assert.deepEqual({ ...answer, UserAttributes: Object.fromEntries((answer.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value])) }, {
    Username: 'ada', UserAttributes: { sub, email: 'ada@example.com', email_verified: 'true', name: 'Ada' },
  })
})

test('GetUser: a client with a list of readable attributes sees those, and the sub', async (t) => {
  const api = await openAwsApi(t)
  const { attributes, sub } = await openAccount(api, {}, { ReadAttributes: ['name'] })
  assert.deepEqual(await attributes(), { sub, name: 'Ada' })
})

test('GetUser: AW-10 an ID token, a refresh token and forged ones are refused', async (t) => {
  const api = await openAwsApi(t)
  const { tokens, AccessToken } = await openAccount(api)
  const [header = '', payload = '', signature = ''] = AccessToken.split('.')
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }
  const hmac = (head: string) => createHmac('sha256', 'public key').update(head).digest('base64url')
  const symmetric = `${part({ kid, alg: 'HS256' })}.${payload}`
  const forged = [
    tokens.id, tokens.refresh, `${header}.${part({ ...claims, sub: 'x' })}.${signature}`, `${part({ kid, alg: 'none' })}.${payload}.`, `${part({ alg: 'none' })}.${payload}.${signature}`,
    `${symmetric}.${hmac(symmetric)}`, `${header}.${payload}.${signature.slice(0, -4)}AAAA`, `${header}.${payload}`, 'junk', 'a.b.c',
  ]
  for (const token of forged) assert.deepEqual(await refusalOf(api.sdk.getUser({ AccessToken: token })), { name: 'NotAuthorizedException', message: 'Invalid Access Token', status: 400 }, token)
  assert.equal((await refusalOf(api.sdk.getUser({ AccessToken: '' }))).name, 'InvalidParameterException')
})

test('GetUser: AW-20 who else the body names replaces neither token nor user', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client, AccessToken } = await openAccount(api)
  const victim = await makeUser(api, pool, 'victim', { name: 'V' })
  const names = { Username: 'victim', UserPoolId: pool.id, UserSub: victim, sub: victim, userId: victim, ClientId: client.id }
  assert.equal((await api.post('GetUser', names)).json.__type, 'InvalidParameterException')
  assert.equal((await api.post('GetUser', { ...names, AccessToken })).json.Username, 'ada')
  for (const operation of ['DeleteUser', 'GlobalSignOut', 'ChangePassword', 'UpdateUserAttributes']) assert.equal((await api.post(operation, names)).json.__type, 'InvalidParameterException', operation)
  assert.equal((await api.post('DeleteUser', { ...names, AccessToken })).status, 200)
  assert.equal((await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'victim' })).Username, 'victim')
})

test('UpdateUserAttributes: writes what the client may; a new address is unproven and sent a code; an empty value removes', async (t) => {
  const api = await openAwsApi(t)
  const { update, attributes, sub, AccessToken } = await openAccount(api)
  const { $metadata: _, ...first } = await update({ nickname: 'a', name: 'Ada L' })
  assert.deepEqual(first, { CodeDeliveryDetailsList: [] })
  const { $metadata: _2, ...second } = await api.sdk.updateUserAttributes({
    AccessToken, UserAttributes: [{ Name: 'email', Value: 'new@example.com' }, { Name: 'nickname' , Value: undefined }], ClientMetadata: { a: 'b' },
  })
  assert.deepEqual(second, { CodeDeliveryDetailsList: [{ Destination: 'n***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' }] })
  assert.deepEqual(await attributes(), { sub, email: 'new@example.com', email_verified: 'false', name: 'Ada L' })
  const { code } = await api.message({ to: 'new@example.com' })
  await api.sdk.verifyUserAttribute({ AccessToken, AttributeName: 'email', Code: code ?? '' })
  assert.equal((await attributes()).email_verified, 'true')
  assert.equal((await refusalOf(update({ email: 'no address' }))).message, 'Invalid email address format.')
  assert.equal((await refusalOf(update({ phone_number: '5' }))).message, 'Invalid phone number format.')
})

test('UpdateUserAttributes: AW-12 no role, immutable, proof, identity, group or unknown attribute is written, and nothing is polluted', async (t) => {
  const api = await openAwsApi(t)
  const { update, attributes } = await openAccount(api, { Schema: SCHEMA })
  const before = await attributes()
  for (const name of ['custom:role', 'sub', 'email_verified', 'phone_number_verified', 'identities', 'cognito:groups', 'custom:none', 'constructor']) {
    assert.deepEqual(await refusalOf(update({ [name]: 'true' })), unwritable, name)
    assert.deepEqual(await refusalOf(update({ [name]: 'true', nickname: 'x' })), unwritable, name)
  }
  const { json } = await api.post('UpdateUserAttributes', { AccessToken: (await openAccount(api)).AccessToken, UserAttributes: [{ Name: '__proto__', Value: 'x' }] })
  assert.equal(json.__type, 'NotAuthorizedException')
  assert.deepEqual(await attributes(), before)
  const writing = await openAccount(api, { Schema: SCHEMA }, { WriteAttributes: ['name', 'custom:role', 'custom:fixed'] })
  await writing.update({ 'custom:role': 'mine' })
  assert.deepEqual(await refusalOf(writing.update({ 'custom:fixed': 'x' })), { name: 'InvalidParameterException', message: 'user.custom:fixed: Attribute cannot be updated.', status: 400 })
})

test('UpdateUserAttributes: AW-13 an address changed to a victim\'s is unproven, leaves the victim the alias, and the ID token says so', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client, update } = await openAccount(api, { AliasAttributes: ['email'] })
  await makeUser(api, pool, 'victim', { name: 'V' })
  await update({ email: 'victim@example.com' })
  assert.equal((await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'victim@example.com' })).Username, 'victim')
  const { id, access } = await signIn(api, client, 'ada')
  const claims = JSON.parse(Buffer.from(id.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
  assert.deepEqual([claims.email, claims.email_verified], ['victim@example.com', false])
  const { code } = await api.message({ username: 'ada' })
  assert.deepEqual(await refusalOf(api.sdk.verifyUserAttribute({ AccessToken: access, AttributeName: 'email', Code: code ?? '' })), {
    name: 'AliasExistsException', message: 'An account with the given email already exists.', status: 400,
  })
})

test('UpdateUserAttributes: where the pool verifies before updating, the old value lives until the new one is proven', async (t) => {
  const api = await openAwsApi(t)
  const { update, attributes, AccessToken } = await openAccount(api, { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } })
  await update({ email: 'new@example.com' })
  assert.deepEqual([(await attributes()).email, (await attributes()).email_verified], ['ada@example.com', 'true'])
  const { code } = await api.message({ to: 'new@example.com' })
  await api.sdk.verifyUserAttribute({ AccessToken, AttributeName: 'email', Code: code ?? '' })
  assert.deepEqual([(await attributes()).email, (await attributes()).email_verified], ['new@example.com', 'true'])
})

test('UpdateUserAttributes: a name that is another user\'s is refused, to the user and to operators', async (t) => {
  const api = await openAwsApi(t)
  const { update, pool } = await openAccount(api, { AliasAttributes: ['preferred_username'] })
  await makeUser(api, pool, 'bob', { name: 'Bob', preferred_username: 'builder' })
  assert.equal((await refusalOf(update({ preferred_username: 'builder' }))).name, 'AliasExistsException')
  const byOperator = api.sdk.adminUpdateUserAttributes({ UserPoolId: pool.id, Username: 'ada', UserAttributes: [{ Name: 'preferred_username', Value: 'builder' }] })
  assert.equal((await refusalOf(byOperator)).name, 'AliasExistsException')
})

test('DeleteUserAttributes: removes what the client may write, but nothing required', async (t) => {
  const api = await openAwsApi(t)
  const { AccessToken, update, attributes, sub } = await openAccount(api, { Schema: SCHEMA })
  await update({ nickname: 'a', locale: 'en' })
  const remove = (...UserAttributeNames: string[]) => api.sdk.deleteUserAttributes({ AccessToken, UserAttributeNames })
  const { $metadata: _, ...answer } = await remove('nickname', 'locale', 'email')
  assert.deepEqual(answer, {})
  assert.deepEqual(await attributes(), { sub, name: 'Ada' })
  assert.equal((await refusalOf(remove('name'))).message, 'Attributes did not conform to the schema: name: The attribute is required')
  for (const name of ['custom:role', 'sub', 'email_verified']) assert.deepEqual(await refusalOf(remove(name)), unwritable, name)
})

test('GetUserAttributeVerificationCode: sends a code that proves the contact; CR-15 five an hour, changes of address included', async (t) => {
  const api = await openAwsApi(t)
  const { AccessToken, update } = await openAccount(api)
  const ask = (AttributeName = 'email') => api.sdk.getUserAttributeVerificationCode({ AccessToken, AttributeName, ClientMetadata: { a: 'b' } })
  for (const name of ['phone_number', 'name', 'custom:x']) assert.equal((await refusalOf(ask(name))).name, 'InvalidParameterException', name)
  const { $metadata: _, ...answer } = await ask()
  assert.deepEqual(answer, { CodeDeliveryDetails: { Destination: 'a***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' } })
  await update({ email: 'new@example.com' })
  const endings = await Promise.all(Array.from({ length: 20 }, () => ask().then(() => 'sent', ({ name }: Error) => name)))
  assert.equal(endings.filter((ending) => ending === 'sent').length, 3)
  assert.deepEqual(await refusalOf(ask()), tooMany)
  assert.deepEqual(await refusalOf(update({ email: 'third@example.com' })), tooMany)
})

test('VerifyUserAttribute: CR-16 fifteen guesses an hour are judged, in parallel too; the right code proves once', async (t) => {
  const api = await openAwsApi(t)
  const { AccessToken, update, attributes } = await openAccount(api)
  const verify = (Code: string, AttributeName = 'email') => api.sdk.verifyUserAttribute({ AccessToken, AttributeName, Code })
  assert.deepEqual(await refusalOf(verify('123456')), expired)
  await update({ email: 'new@example.com' })
  const code = (await api.message({ to: 'new@example.com' })).code ?? ''
  assert.deepEqual(await refusalOf(verify(wrong(code))), mismatch)
  assert.deepEqual(await refusalOf(verify(code, 'phone_number')), expired)
  const { $metadata: _, ...answer } = await verify(code)
  assert.deepEqual([answer, (await attributes()).email_verified], [{}, 'true'])
  assert.deepEqual(await refusalOf(verify(code)), expired)
  await update({ email: 'third@example.com' })
  const second = (await api.message({ to: 'third@example.com' })).code ?? ''
  const guesses = await Promise.all(Array.from({ length: 20 }, () => refusalOf(verify(wrong(second)))))
  assert.equal(guesses.filter(({ name }) => name === mismatch.name).length, 10)
  assert.deepEqual(await refusalOf(verify(second)), tooMany)
})

test('ChangePassword: replaces the password that is known, by the pool\'s policy', async (t) => {
  const api = await openAwsApi(t)
  const { client, AccessToken } = await openAccount(api, { Policies: { PasswordPolicy: { MinimumLength: 8, RequireNumbers: true, PasswordHistorySize: 1 } } })
  const change = (PreviousPassword: string | undefined, ProposedPassword: string) => api.sdk.changePassword({ AccessToken, PreviousPassword, ProposedPassword })
  assert.deepEqual(await refusalOf(change('Wrong-Horse-9', NEW_PASSWORD)), incorrect)
  assert.deepEqual(await refusalOf(change(undefined, NEW_PASSWORD)), incorrect)
  assert.equal((await refusalOf(change(PASSWORD, 'short'))).message, 'Password did not conform with policy: Password not long enough')
  assert.equal((await refusalOf(change(PASSWORD, PASSWORD))).name, 'PasswordHistoryPolicyViolationException')
  const { $metadata: _, ...answer } = await change(PASSWORD, NEW_PASSWORD)
  assert.deepEqual(answer, {})
  assert.deepEqual(await refusalOf(signIn(api, client, 'ada')), incorrect)
  assert.ok((await api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD: NEW_PASSWORD } })).AuthenticationResult)
})

test('ChangePassword: CR-19 wrong present passwords are counted before they are compared, in parallel too', async (t) => {
  const api = await openAwsApi(t)
  const { AccessToken } = await openAccount(api)
  const change = (PreviousPassword: string) => api.sdk.changePassword({ AccessToken, PreviousPassword, ProposedPassword: NEW_PASSWORD })
  const endings = await Promise.all(Array.from({ length: 20 }, () => refusalOf(change('Wrong-Horse-9'))))
  assert.equal(endings.filter(({ name }) => name === incorrect.name).length, 5)
  assert.deepEqual(await refusalOf(change(PASSWORD)), tooMany)
})

test('DeleteUser: the user is gone, the answer empty, and CR-17 every token dead', async (t) => {
  const api = await openAwsApi(t)
  const { AccessToken, tokens, client, pool } = await openAccount(api)
  const answer = await api.post('DeleteUser', { AccessToken })
  assert.deepEqual([answer.status, answer.text], [200, ''])
  assert.equal((await refusalOf(api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'ada' }))).name, 'UserNotFoundException')
  assert.equal((await refusalOf(api.sdk.getUser({ AccessToken }))).name, 'NotAuthorizedException')
  assert.equal(await refreshStatus(api, client, tokens.refresh), 400)
})

test('GlobalSignOut: CR-17 the user\'s tokens are dead, also those of other sign-ins, and nobody else\'s', async (t) => {
  const api = await openAwsApi(t)
  const { AccessToken, pool, client, tokens } = await openAccount(api)
  await makeUser(api, pool, 'bea', { name: 'B' })
  const [second, ofBea] = [await signIn(api, client, 'ada'), await signIn(api, client, 'bea')]
  const { $metadata: _, ...answer } = await api.sdk.globalSignOut({ AccessToken })
  assert.deepEqual(answer, {})
  for (const access of [AccessToken, second.access]) {
    assert.deepEqual(await refusalOf(api.sdk.getUser({ AccessToken: access })), { name: 'NotAuthorizedException', message: 'Access Token has been revoked', status: 400 })
  }
  for (const token of [tokens.refresh, second.refresh]) assert.equal(await refreshStatus(api, client, token), 400)
  await api.sdk.getUser({ AccessToken: ofBea.access })
  assert.equal(await refreshStatus(api, client, ofBea.refresh), 200)
  assert.equal((await refusalOf(api.sdk.globalSignOut({ AccessToken }))).name, 'NotAuthorizedException')
})

/** Status of a refresh at the token endpoint. */
const refreshStatus = async ({ url }: AwsApi, { poolId, id }: AppClient, token: string) => (await refresh({ publicUrl: url, poolId, clientId: id, redirectUri: '' }, token)).status
