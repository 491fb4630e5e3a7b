import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seconds } from '#src/contracts/duration.ts'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { createSdk, openAwsApi, postRaw, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { beginAuthorize, browserFor, exchangeCode, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse } from '#test/drive/open-poolhouse.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const WRONG = 'Wrong-Horse-9'
const incorrect = 'Incorrect username or password.'
const locked = 'Password attempts exceeded'

test('AdminGetUser: AW-09 a user of one pool is nobody in another, whatever operation asks, by name, alias or sub', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { AliasAttributes: ['email'] })
  const other = await makePool(api, { AliasAttributes: ['email'] })
  const sub = await makeUser(api, pool, 'ada')
  const before = await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'ada' })
  const pairs = [{ Name: 'nickname', Value: 'x' }]
  for (const Username of ['ada', 'ada@example.com', sub]) {
    const named = { UserPoolId: other.pool.id, Username }
    const operators = {
      AdminGetUser: named, AdminUpdateUserAttributes: { ...named, UserAttributes: pairs }, AdminDeleteUserAttributes: { ...named, UserAttributeNames: ['nickname'] },
      AdminConfirmSignUp: named, AdminDeleteUser: named, AdminDisableUser: named, AdminEnableUser: named, AdminResetUserPassword: named,
      AdminSetUserPassword: { ...named, Password: PASSWORD, Permanent: true }, AdminUserGlobalSignOut: named, AdminSetUserSettings: { ...named, MFAOptions: [] },
      AdminCreateUser: { ...named, MessageAction: 'RESEND' },
    }
    for (const [operation, request] of Object.entries(operators)) assert.equal((await api.post(operation, request)).json.__type, 'UserNotFoundException', `${operation} ${Username}`)
    const public_ = { ClientId: other.client.id, Username }
    const anybody = {
      ConfirmSignUp: { ...public_, ConfirmationCode: '123456' }, ResendConfirmationCode: public_, ForgotPassword: public_,
      ConfirmForgotPassword: { ...public_, ConfirmationCode: '123456', Password: PASSWORD }, InitiateAuth: { ClientId: other.client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: Username, PASSWORD } },
    }
    for (const [operation, request] of Object.entries(anybody)) assert.equal((await api.post(operation, request)).json.__type, 'UserNotFoundException', `${operation} ${Username}`)
  }
  assert.equal((await api.sdk.listUsers({ UserPoolId: other.pool.id, Filter: `sub = "${sub}"` })).Users?.length, 0)
  const { refresh } = await signIn(api, client, 'ada')
  assert.equal((await refusalOf(api.sdk.initiateAuth({ ClientId: other.client.id, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: refresh } }))).name, 'NotAuthorizedException')
  const { $metadata: _a, ...then } = before
  const { $metadata: _b, ...now } = await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'ada' })
  assert.deepEqual(now, then)
})

test('GetUser: AW-11 an access token without the scope of the API opens none of the operations on one\'s own account', async (t) => {
  const { application, addUser, url, pool, domain } = await openPoolhouse(t)
  await addUser('ada@example.com')
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application, { scope: 'openid email' }), 'sign-in')
  const { body } = await exchangeCode(application, codeOf(await browser.submit(page, 'sign-in', { username: 'ada@example.com', password: PASSWORD })))
  const AccessToken = body.access_token ?? ''
  const operations = {
    GetUser: {}, DeleteUser: {}, GlobalSignOut: {}, UpdateUserAttributes: { UserAttributes: [] }, DeleteUserAttributes: { UserAttributeNames: ['name'] },
    GetUserAttributeVerificationCode: { AttributeName: 'email' }, VerifyUserAttribute: { AttributeName: 'email', Code: '123456' }, SetUserSettings: { MFAOptions: [] },
    ChangePassword: { PreviousPassword: PASSWORD, ProposedPassword: 'Another-Horse-9' },
  }
  for (const [operation, request] of Object.entries(operations)) {
    const { json } = await postRaw(url, operation, { AccessToken, ...request })
    assert.deepEqual([json.__type, json.message], ['NotAuthorizedException', 'Access Token does not have required scopes'], operation)
  }
  assert.equal((await domain.users.listUsers({ poolId: pool.id, filter: null, after: null, limit: 5 })).users.length, 1)
})

test('SignUp: AW-15 no answer of an operation on users shows a hash, a salt, a verifier, a code or a secret', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const named = { UserPoolId: pool.id, Username: 'ada' }
  const email = [{ Name: 'email', Value: 'ada@example.com' }]
  const texts: string[] = []
  const ask = async (operation: string, request: object) => {
    const { status, text } = await api.post(operation, request)
    assert.equal(status, 200, `${operation} ${text}`)
    texts.push(text)
  }
  const codes: string[] = []
  const newCode = async () => {
    codes.push((await api.message({ username: 'ada' })).code ?? '')
    return codes.at(-1) ?? ''
  }
  await ask('SignUp', { ClientId: client.id, Username: 'ada', Password: PASSWORD, UserAttributes: email })
  await ask('ResendConfirmationCode', { ClientId: client.id, Username: 'ada' })
  await ask('ConfirmSignUp', { ClientId: client.id, Username: 'ada', ConfirmationCode: await newCode() })
  await ask('ForgotPassword', { ClientId: client.id, Username: 'ada' })
  await ask('ConfirmForgotPassword', { ClientId: client.id, Username: 'ada', ConfirmationCode: await newCode(), Password: PASSWORD })
  const { access: AccessToken } = await signIn(api, client, 'ada')
  for (const operation of ['AdminGetUser', 'AdminUserGlobalSignOut', 'AdminDisableUser', 'AdminEnableUser']) await ask(operation, named)
  assert.ok(AccessToken)
  const own = { AccessToken: (await signIn(api, client, 'ada')).access }
  await ask('GetUser', own)
  await ask('GetUserAttributeVerificationCode', { ...own, AttributeName: 'email' })
  await ask('UpdateUserAttributes', { ...own, UserAttributes: [{ Name: 'email', Value: 'new@example.com' }] })
  await newCode()
  await ask('AdminCreateUser', { UserPoolId: pool.id, Username: 'bea', TemporaryPassword: PASSWORD })
  await ask('ListUsers', { UserPoolId: pool.id })
  const credential = (await api.stores.users.findUserByName(pool.id, 'ada'))?.credential ?? assert.fail()
  for (const secret of [PASSWORD, credential.hash, ...Object.values(credential.srp ?? assert.fail()), ...codes]) {
    assert.ok(secret.length >= 6 && texts.every((text) => !text.includes(secret)), secret)
  }
  for (const text of texts) assert.doesNotMatch(text, /argon2|verifier|passwordHash|credential|pendingAttributes|"\w*(salt|seed|sealed)\w*":/i)
})

test('InitiateAuth: CR-01 five wrong passwords, then locked for 1, 2, 4 … seconds; tries under the lock are not counted; the right one gets in after it', async (t) => {
  const api = await openAwsApi(t)
  api.clock.hold()
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const heard = async (PASSWORD: string) =>
    (await refusalOf(api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD } }))).message
  for (let failures = 1; failures <= 5; failures++) assert.equal(await heard(WRONG), incorrect)
  for (const wait of [1, 2, 4]) {
    for (let n = 0; n < 3; n++) assert.equal(await heard(PASSWORD), locked)
    api.clock.advance(seconds(wait) + 100)
    assert.equal(await heard(WRONG), incorrect)
  }
  api.clock.advance(seconds(9))
  await signIn(api, client, 'ada')
})

test('InitiateAuth: CR-02 of sixty guesses at once at most ten are judged', async (t) => {
  const api = await openAwsApi(t)
  api.clock.hold()
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const verify = t.mock.method(api.domain.passwordHasher, 'verify')
  const endings = await Promise.all(Array.from({ length: 60 }, (_, n) => refusalOf(api.sdk.initiateAuth({
    AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD: `${WRONG}${n}` },
  }))))
  assert.ok(endings.every(({ message }) => message === incorrect || message === locked))
  assert.ok(verify.mock.callCount() >= 5 && verify.mock.callCount() <= 10, `${verify.mock.callCount()} passwords were compared`)
})

test('InitiateAuth: CR-03 CR-06 where the client hides users, nobody hears the same eight answers as somebody, and costs as many hashes', async (t) => {
  const api = await openAwsApi(t)
  api.clock.hold()
  const { pool, client } = await makePool(api, {}, { PreventUserExistenceErrors: 'ENABLED' })
  await makeUser(api, pool, 'ada')
  const hashes = [t.mock.method(api.domain.passwordHasher, 'verify'), t.mock.method(api.domain.passwordHasher, 'verifyDecoy')]
  const toldTo = async (USERNAME: string) => {
    const answers = []
    for (let n = 0; n < 8; n++) answers.push(await refusalOf(api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME, PASSWORD: WRONG } })))
    const cost = hashes.reduce((sum, { mock }) => sum + mock.callCount(), 0)
    for (const { mock } of hashes) mock.resetCalls()
    return { answers, cost }
  }
  const somebody = await toldTo('ada')
  assert.deepEqual(await toldTo('nobody'), somebody)
  assert.equal(somebody.answers.at(-1)?.message, locked)
})

test('InitiateAuth: CR-04 CR-05 every spelling, alias and wire shares one counter', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { UsernameAttributes: [], AliasAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } } })
  poolhouse.clock.hold()
  const { application, addUser, pool, client, url } = poolhouse
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  const { id: sub } = await addUser('ada')
  const plain = (USERNAME: string, PASSWORD = WRONG) => refusalOf(sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME, PASSWORD } })).then(({ message }) => message)
  const operator = (USERNAME: string) => refusalOf(sdk.adminInitiateAuth({
    UserPoolId: pool.id, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME, PASSWORD: WRONG },
  })).then(({ message }) => message)
  const srp = async (USERNAME: string) => {
    const mine = createSrpClient()
    const { ChallengeParameters = {}, Session } = await sdk.initiateAuth({ AuthFlow: 'USER_SRP_AUTH', ClientId: client.id, AuthParameters: { USERNAME, SRP_A: mine.srpA } })
    const answer = sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'PASSWORD_VERIFIER', Session, ChallengeResponses: mine.answer(ChallengeParameters, pool.id, WRONG) })
    return (await refusalOf(answer)).message
  }
  const page = async (username: string) => summaryOf(await signInHosted(browserFor(application), application, { username, password: WRONG }))
  assert.deepEqual([await plain('ADA'), await operator('ada@example.com'), await srp('Ada@Example.com'), await page('aDa'), await plain('ada')], [incorrect, incorrect, incorrect, 'wrong_credentials', incorrect])
  assert.deepEqual([await plain('ada', PASSWORD), await operator('ADA@EXAMPLE.COM'), await page('ada')], [locked, locked, 'too_many_attempts'])
  assert.ok(sub)
})

test('RespondToAuthChallenge: CR-18 a temporary password leads to an own one only, and that step proves and writes nothing else', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { Schema: [{ Name: 'role', AttributeDataType: 'String', Mutable: true }] })
  await api.sdk.adminCreateUser({ UserPoolId: pool.id, Username: 'ada', TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: 'ada@example.com' }] })
  const begin = () => api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD } })
  const answer = async (responses: Record<string, string>) => {
    const { Session, ChallengeName, AuthenticationResult } = await begin()
    assert.deepEqual([ChallengeName, AuthenticationResult], ['NEW_PASSWORD_REQUIRED', undefined])
    return api.sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'NEW_PASSWORD_REQUIRED', Session, ChallengeResponses: { USERNAME: 'ada', NEW_PASSWORD: 'Another-Horse-9', ...responses } })
  }
  for (const name of ['email_verified', 'custom:role', 'sub', 'identities']) {
    const { name: refused } = await refusalOf(answer({ [`userAttributes.${name}`]: 'true' }))
    assert.match(refused, /^(NotAuthorized|InvalidParameter)Exception$/, name)
  }
  assert.equal((await refusalOf(answer({ NEW_PASSWORD: 'short' }))).name, 'InvalidPasswordException')
  assert.ok((await answer({ 'userAttributes.nickname': 'a' })).AuthenticationResult?.AccessToken)
  const user = await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'ada' })
  const attributes = Object.fromEntries((user.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]))
  assert.deepEqual([user.UserStatus, attributes.email_verified, attributes.nickname, attributes['custom:role']], ['CONFIRMED', 'false', 'a', undefined])
  assert.equal((await refusalOf(begin())).message, incorrect)
})
