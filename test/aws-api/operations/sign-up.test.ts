import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { hours } from '#src/contracts/duration.ts'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { type AwsApi, openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const ANY_CASE = { UsernameConfiguration: { CaseSensitive: false } }
const mismatch = { name: 'CodeMismatchException', message: 'Invalid verification code provided, please try again.', status: 400 }
const expired = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.', status: 400 }
const tooMany = { name: 'LimitExceededException', message: 'Attempt limit exceeded, please try after some time.', status: 400 }
const nobody = { name: 'UserNotFoundException', message: 'Username/client id combination not found.', status: 400 }

const emailOf = (value: string) => [{ Name: 'email', Value: value }]
const codeFor = async (api: AwsApi, to: string): Promise<string> => (await api.message({ to })).code ?? ''
const wrong = (code: string): string => (code === '000000' ? '000001' : '000000')

/** A pool whose users are named by their address, and how people get into it. */
async function openSignUp(api: AwsApi, client: Parameters<typeof makePool>[2] = {}, settings: Parameters<typeof makePool>[1] = {}) {
  const made = await makePool(api, { UsernameAttributes: ['email'], ...ANY_CASE, ...settings }, client)
  const signUp = (Username: string, more = {}) => api.sdk.signUp({ ClientId: made.client.id, Username, Password: PASSWORD, UserAttributes: emailOf(Username), ...more })
  const confirm = (Username: string, ConfirmationCode: string, more = {}) => api.sdk.confirmSignUp({ ClientId: made.client.id, Username, ConfirmationCode, ...more })
  const resend = (Username: string) => api.sdk.resendConfirmationCode({ ClientId: made.client.id, Username })
  return { ...made, signUp, confirm, resend }
}

test('SignUp: stores who signs up, sends a code, and says where it went', async (t) => {
  const api = await openAwsApi(t)
  const { pool, signUp } = await openSignUp(api, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] })
  const { $metadata: _, UserSub, ...answer } = await signUp('fixture@example.com', {
    UserAttributes: [{ Name: 'given_name', Value: 'Fixture' }], ValidationData: emailOf('x'), ClientMetadata: { a: 'b' },
    AnalyticsMetadata: { AnalyticsEndpointId: 'e' }, UserContextData: { EncodedData: 'd', IpAddress: '203.0.113.9' },
  })
  assert.deepEqual(answer, { UserConfirmed: false, CodeDeliveryDetails: { Destination: 'f***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' } })
  assert.match(UserSub ?? '', UUID)
  const user = await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'fixture@example.com' })
  assert.deepEqual([user.Username, user.UserStatus], [UserSub, 'UNCONFIRMED'])
  assert.match(await codeFor(api, 'fixture@example.com'), /^\d{6}$/)
})

test('SignUp: refuses taken names, weak passwords, and names and attributes of the wrong form, in the words clients match on', async (t) => {
  const api = await openAwsApi(t)
  const { signUp } = await openSignUp(api, {}, { Schema: [{ Name: 'name', AttributeDataType: 'String', Required: true, Mutable: true }] })
  const named = [{ Name: 'name', Value: 'N' }]
  await signUp('ada@example.com', { UserAttributes: named })
  const of = async (Username: string, more = {}) => {
    const { name, message } = await refusalOf(signUp(Username, { UserAttributes: named, ...more }))
    return [name, message]
  }
  assert.deepEqual(await of('Ada@Example.com'), ['UsernameExistsException', 'An account with the given email already exists.'])
  assert.deepEqual(await of('ada'), ['InvalidParameterException', 'Username should be an email.'])
  assert.deepEqual(await of('b@example.com', { UserAttributes: [] }), ['InvalidParameterException', 'Attributes did not conform to the schema: name: The attribute is required'])
  assert.deepEqual(await of('b@example.com', { Password: 'short' }), ['InvalidPasswordException', 'Password did not conform with policy: Password not long enough'])
  assert.deepEqual(await of('b@example.com', { Password: 'Password1!' }), ['InvalidPasswordException', 'Password did not conform with policy: Password is too common'])
  assert.deepEqual(await of('b@example.com', { Password: undefined }), ['InvalidParameterException', "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null"])
  assert.deepEqual(await of('b@example.com', { Password: 'with a Space 1!' }), ['InvalidParameterException', "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+"])
  assert.deepEqual(await of('b@example.com', { UserAttributes: [...named, { Name: 'phone_number', Value: '12' }] }), ['InvalidParameterException', 'Invalid phone number format.'])
  assert.deepEqual(await of('b@example.com', { UserAttributes: [...named, { Name: 'email_verified', Value: 'true' }] }), ['NotAuthorizedException', 'A client attempted to write unauthorized attribute'])
  const { ClientId: _, ...unknown } = { ClientId: 'x'.repeat(26), Username: 'a' }
  assert.equal((await refusalOf(api.sdk.signUp({ ClientId: 'x'.repeat(26), Password: PASSWORD, ...unknown }))).message, `User pool client ${'x'.repeat(26)} does not exist.`)
})

test('SignUp: names of users who have their own are refused as such, and closed pools say so', async (t) => {
  const api = await openAwsApi(t)
  const { client } = await makePool(api)
  await api.sdk.signUp({ ClientId: client.id, Username: 'ada', Password: PASSWORD })
  assert.deepEqual(await refusalOf(api.sdk.signUp({ ClientId: client.id, Username: 'ada', Password: PASSWORD })), { name: 'UsernameExistsException', message: 'User already exists', status: 400 })
  const closed = await makePool(api, { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } })
  assert.deepEqual(await refusalOf(api.sdk.signUp({ ClientId: closed.client.id, Username: 'ada', Password: PASSWORD })), {
    name: 'NotAuthorizedException', message: 'SignUp is not permitted for this user pool', status: 400,
  })
})

test('SignUp: where a code is enough to sign in, no password is needed', async (t) => {
  const api = await openAwsApi(t)
  const { pool, signUp } = await openSignUp(api, {}, { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } })
  for (const [Username, Password] of [['a@example.com', undefined], ['b@example.com', '']] as const) {
    assert.equal((await signUp(Username, { Password })).UserConfirmed, false)
    assert.equal((await api.sdk.adminGetUser({ UserPoolId: pool.id, Username })).UserStatus, 'UNCONFIRMED')
  }
})

test('SignUp: AW-08 a secret hash that is missing, empty, junk, another user\'s, another client\'s or cut is refused', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, {}, { GenerateSecret: true })
  const { client: otherClient } = await makePool(api, {}, { GenerateSecret: true })
  const { client: publicClient } = await makePool(api)
  const hash = (username: string, id = client.id, secret = client.secrets[0]?.value ?? '') => createHmac('sha256', secret).update(username + id).digest('base64')
  const right = hash('ada')
  const withHash = {
    SignUp: (SecretHash?: string) => ({ ClientId: client.id, Username: 'ada', Password: PASSWORD, SecretHash }),
    ConfirmSignUp: (SecretHash?: string) => ({ ClientId: client.id, Username: 'ada', ConfirmationCode: '123456', SecretHash }),
    ResendConfirmationCode: (SecretHash?: string) => ({ ClientId: client.id, Username: 'ada', SecretHash }),
    ForgotPassword: (SecretHash?: string) => ({ ClientId: client.id, Username: 'ada', SecretHash }),
    ConfirmForgotPassword: (SecretHash?: string) => ({ ClientId: client.id, Username: 'ada', ConfirmationCode: '123456', Password: PASSWORD, SecretHash }),
  }
  const others = [hash('bea'), hash('ada', otherClient.id, otherClient.secrets[0]?.value), hash('ada', otherClient.id), right.slice(0, -4), right.toLowerCase(), 'junk']
  for (const [operation, request] of Object.entries(withHash)) {
    const { json } = await api.post(operation, request())
    assert.deepEqual([json.__type, json.message], ['NotAuthorizedException', `Client ${client.id} is configured with secret but SECRET_HASH was not received`], operation)
    for (const other of others) {
      const { json } = await api.post(operation, request(other))
      assert.deepEqual([json.__type, json.message], ['NotAuthorizedException', `Unable to verify secret hash for client ${client.id}`], operation)
    }
    for (const form of ['', 'not base64!', 'x'.repeat(129)]) assert.equal((await api.post(operation, request(form))).json.__type, 'InvalidParameterException')
  }
  assert.equal((await refusalOf(api.sdk.signUp({ ...withHash.SignUp(right), ClientId: publicClient.id }))).name, 'NotAuthorizedException')
  assert.equal((await api.sdk.listUsers({ UserPoolId: pool.id })).Users?.length, 0)
  await api.sdk.signUp(withHash.SignUp(right))
})

test('SignUp: AW-17 of twenty at once in two cases one makes the user, the others hear that it exists', async (t) => {
  const api = await openAwsApi(t)
  const { pool, signUp } = await openSignUp(api)
  const endings = await Promise.all(Array.from({ length: 20 }, (_, n) =>
    signUp(n % 2 ? 'ada@example.com' : 'ADA@Example.COM', { UserAttributes: [] }).then(() => 'made', ({ name }: Error) => name)))
  assert.equal(endings.filter((ending) => ending === 'made').length, 1)
  assert.equal(endings.filter((ending) => ending === 'UsernameExistsException').length, 19)
  assert.equal((await api.sdk.listUsers({ UserPoolId: pool.id })).Users?.length, 1)
})

test('SignUp: AW-16 spellings of a name that look the same are one user or no name', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, ANY_CASE)
  const signUp = (Username: string) => api.sdk.signUp({ ClientId: client.id, Username, Password: PASSWORD })
  await signUp('kate')
  for (const same of ['KATE', '\u212aate', '\uff4b\uff41\uff54\uff45']) assert.equal((await refusalOf(signUp(same))).name, 'UsernameExistsException', same)
  for (const none of ['k\u0430te', 'ka\u200bte', '\u202eetak', 'ka\u0007te', 'ka te', ' kate', 'x'.repeat(129), '']) {
    assert.equal((await refusalOf(signUp(none))).name, 'InvalidParameterException', JSON.stringify(none))
  }
  for (const broken of ['"ka\\u0000te"', '"ka\\ud800te"']) {
    const { json } = await api.post('SignUp', `{"ClientId":"${client.id}","Username":${broken},"Password":"${PASSWORD}"}`)
    assert.ok(['InvalidParameterException', 'SerializationException'].includes(String(json.__type)), broken)
  }
  assert.equal((await api.sdk.listUsers({ UserPoolId: pool.id })).Users?.length, 1)
})

test('SignUp: AW-12 nobody writes a role, a proof, an identity, an immutable or an unknown attribute by signing up', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, {
    Schema: [{ Name: 'role', AttributeDataType: 'String', Mutable: true }, { Name: 'level', AttributeDataType: 'String', DeveloperOnlyAttribute: true, Mutable: true }],
  })
  for (const Name of ['custom:role', 'dev:custom:level', 'sub', 'email_verified', 'phone_number_verified', 'identities', 'cognito:groups', 'cognito:user_status', '__proto__', 'constructor']) {
    const { name } = await refusalOf(api.sdk.signUp({ ClientId: client.id, Username: 'ada', Password: PASSWORD, UserAttributes: [{ Name, Value: 'true' }] }))
    assert.ok(name === 'NotAuthorizedException' || name === 'InvalidParameterException', Name)
  }
  assert.equal((await api.sdk.listUsers({ UserPoolId: pool.id })).Users?.length, 0)
  assert.equal(({} as { level?: string }).level, undefined)
})

test('SignUp: CR-07 a password of 256 characters counts to its last one; longer ones and a megabyte are refused without a hash', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const long = `Aa1!${'\u00e9'.repeat(252)}`
  await api.sdk.signUp({ ClientId: client.id, Username: 'ada', Password: long })
  await api.sdk.adminConfirmSignUp({ UserPoolId: pool.id, Username: 'ada' })
  const tryIn = (PASSWORD: string) => api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD } })
  for (const other of [long.slice(0, 255), long.slice(0, 72), long.toUpperCase(), `${long.slice(0, 255)}e`]) assert.equal((await refusalOf(tryIn(other))).name, 'NotAuthorizedException')
  assert.ok((await tryIn(long)).AuthenticationResult?.AccessToken)
  const hash = t.mock.method(api.domain.passwordHasher, 'hash')
  for (const Password of [`${long}x`, `Aa1!${'x'.repeat(300)}`, `Aa1!${'x'.repeat(900_000)}`]) {
    assert.equal((await refusalOf(api.sdk.signUp({ ClientId: client.id, Username: 'bea', Password }))).name, 'InvalidParameterException')
  }
  assert.equal(hash.mock.callCount(), 0)
})

test('ConfirmSignUp: the code confirms the account and proves the address, once', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client, signUp, confirm } = await openSignUp(api)
  await signUp('ada@example.com')
  const code = await codeFor(api, 'ada@example.com')
  assert.deepEqual(await refusalOf(confirm('ada@example.com', wrong(code))), mismatch)
  assert.deepEqual(await refusalOf(signIn(api, client, 'ada@example.com')), { name: 'UserNotConfirmedException', message: 'User is not confirmed.', status: 400 })
  const { $metadata: _, ...answer } = await confirm('ada@example.com', code, { ClientMetadata: { a: 'b' } })
  assert.deepEqual(answer, {})
  const user = await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'ada@example.com' })
  assert.deepEqual([user.UserStatus, user.UserAttributes?.find(({ Name }) => Name === 'email_verified')?.Value], ['CONFIRMED', 'true'])
  assert.deepEqual(await refusalOf(confirm('ada@example.com', code)), { name: 'NotAuthorizedException', message: 'User cannot be confirmed. Current status is CONFIRMED', status: 400 })
  await signIn(api, client, 'ada@example.com')
})

test('ConfirmSignUp: the Session of SignUp is answered by another where the client may go on by it, and must be the user\'s own', async (t) => {
  const api = await openAwsApi(t)
  const { client, signUp, confirm } = await openSignUp(api)
  const first = await signUp('ada@example.com')
  const second = await signUp('bea@example.com')
  assert.ok((first.Session?.length ?? 0) >= 20 && first.Session !== second.Session)
  const code = await codeFor(api, 'ada@example.com')
  for (const Session of [second.Session, `${first.Session}x`, 'x'.repeat(30)]) {
    assert.deepEqual(await refusalOf(confirm('ada@example.com', code, { Session })), { name: 'NotAuthorizedException', message: 'Invalid session for the user.', status: 400 })
  }
  const { Session } = await confirm('ada@example.com', code, { Session: first.Session })
  assert.ok((Session?.length ?? 0) >= 20)
  assert.equal((await confirm('bea@example.com', await codeFor(api, 'bea@example.com'))).Session, undefined)
  const others = await openSignUp(api, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })
  assert.equal((await others.signUp('cid@example.com')).Session, undefined)
  assert.ok(client.id !== others.client.id)
})

test('ConfirmSignUp: CR-16 of twenty guesses at once fifteen are judged, the right code no longer helps; a day later all is forgotten', async (t) => {
  const api = await openAwsApi(t)
  const { signUp, confirm, resend } = await openSignUp(api)
  await signUp('ada@example.com')
  const code = await codeFor(api, 'ada@example.com')
  const endings = await Promise.all(Array.from({ length: 20 }, () => refusalOf(confirm('ada@example.com', wrong(code)))))
  assert.equal(endings.filter(({ name }) => name === 'CodeMismatchException').length, 15)
  assert.deepEqual(await refusalOf(confirm('ada@example.com', code)), tooMany)
  api.clock.advance(hours(25))
  assert.deepEqual(await refusalOf(confirm('ada@example.com', code)), expired)
  await resend('ada@example.com')
  await confirm('ada@example.com', await codeFor(api, 'ada@example.com'))
})

test('ConfirmSignUp: an alias somebody proved first is refused, or moves where that is asked for', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { AliasAttributes: ['email'] })
  await makeUser(api, pool, 'holder', { email: 'one@example.com' })
  await api.sdk.signUp({ ClientId: client.id, Username: 'ada', Password: PASSWORD, UserAttributes: emailOf('one@example.com') })
  const ConfirmationCode = await codeFor(api, 'one@example.com')
  const confirm = (more = {}) => api.sdk.confirmSignUp({ ClientId: client.id, Username: 'ada', ConfirmationCode, ...more })
  assert.deepEqual(await refusalOf(confirm()), { name: 'AliasExistsException', message: 'An account with the given email already exists.', status: 400 })
  await confirm({ ForceAliasCreation: true })
  assert.equal((await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'one@example.com' })).Username, 'ada')
  const flags = (await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'holder' })).UserAttributes?.filter(({ Name }) => Name === 'email_verified')
  assert.deepEqual(flags, [{ Name: 'email_verified', Value: 'false' }])
})

test('ConfirmSignUp: CR-03 nobody is told who has an account, where the client hides it', async (t) => {
  const api = await openAwsApi(t)
  const legacy = await openSignUp(api)
  assert.deepEqual(await refusalOf(legacy.confirm('nobody@example.com', '123456')), nobody)
  const hiding = await openSignUp(api, { PreventUserExistenceErrors: 'ENABLED' })
  assert.deepEqual(await refusalOf(hiding.confirm('nobody@example.com', '123456')), expired)
  await hiding.signUp('ada@example.com')
  api.clock.advance(hours(25))
  assert.deepEqual(await refusalOf(hiding.confirm('ada@example.com', '123456')), expired)
})

test('ResendConfirmationCode: sends a new code, and the older one dies', async (t) => {
  const api = await openAwsApi(t)
  const { signUp, confirm, resend } = await openSignUp(api)
  await signUp('fixture@example.com')
  const first = await codeFor(api, 'fixture@example.com')
  const { $metadata: _, ...answer } = await resend('fixture@example.com')
  assert.deepEqual(answer, { CodeDeliveryDetails: { Destination: 'f***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' } })
  const second = await codeFor(api, 'fixture@example.com')
  if (first !== second) assert.deepEqual(await refusalOf(confirm('fixture@example.com', first)), mismatch)
  await confirm('fixture@example.com', second)
  assert.deepEqual(await refusalOf(resend('fixture@example.com')), { name: 'InvalidParameterException', message: 'User is already confirmed.', status: 400 })
})

test('ResendConfirmationCode: CR-15 five an hour for a user, in all spellings and at once, and for nobody alike', async (t) => {
  const api = await openAwsApi(t)
  const { signUp, resend } = await openSignUp(api, { PreventUserExistenceErrors: 'ENABLED' })
  await signUp('ada@example.com')
  for (const spellings of [['ada@example.com', 'ADA@example.com'], ['nobody@example.com', 'Nobody@Example.com']]) {
    const endings = await Promise.all(Array.from({ length: 12 }, (_, n) => resend(spellings[n % 2] ?? '').then(() => 'sent', ({ name }: Error) => name)))
    assert.deepEqual([endings.filter((ending) => ending === 'sent').length, endings.filter((ending) => ending === tooMany.name).length], [5, 7])
  }
})

test('ResendConfirmationCode: CR-03 an unknown user is refused, or looks like a known one where the client says so', async (t) => {
  const api = await openAwsApi(t)
  const legacy = await openSignUp(api)
  assert.deepEqual(await refusalOf(legacy.resend('nobody@example.com')), nobody)
  const hiding = await openSignUp(api, { PreventUserExistenceErrors: 'ENABLED' })
  const answers = [await hiding.resend('nobody@example.com'), await hiding.resend('nobody@example.com')].map(({ CodeDeliveryDetails }) => CodeDeliveryDetails)
  assert.deepEqual(answers, Array(2).fill({ Destination: 'n***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' }))
})
