import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { SessionDescriptionType } from '@aws-sdk/client-cognito-identity-provider'
import { minutes } from '#src/contracts/duration.ts'
import { createSdk, postRaw, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { beginAuthorize, browserFor, logIn, refresh } from '#test/drive/application.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

const ADA = 'ada@example.com'
const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'

/** A pool that tracks sessions, with a user. */
async function open(t: TestContext, { track = true, most = 20 } = {}) {
  const poolhouse = await openPoolhouse(t)
  const { pool, client, application, url } = poolhouse
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  await poolhouse.addUser(ADA)
  if (track) await sdk.setUserPoolSessionConfiguration({ UserPoolId: pool.id, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: most } })
  const signIn = async (userAgent = 'curl/8.0') => {
    poolhouse.clock.advance(1000)
    const { json } = await postRaw(url, 'InitiateAuth', { ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: ADA, PASSWORD } }, { 'user-agent': userAgent })
    const { AccessToken = '', RefreshToken = '' } = json['AuthenticationResult'] as Record<string, string>
    return { access: AccessToken, refresh: RefreshToken }
  }
  const hostedLogin = async (browser = browserFor(application)) => ({ browser, tokens: await logIn(browser, application, { username: ADA, password: PASSWORD }) })
  const list = async (): Promise<SessionDescriptionType[]> => (await sdk.adminListUserSessions({ UserPoolId: pool.id, Username: ADA })).Sessions ?? assert.fail()
  const idsOf = async (type: 'TOKEN' | 'SSO') => (await list()).filter(({ SessionType }) => SessionType === type).map(({ SessionId }) => SessionId ?? '')
  const isAlive = async (AccessToken: string) => sdk.getUser({ AccessToken }).then(() => true, (error: Error) => (assert.equal(error.message, 'Access Token has been revoked'), false))
  const silently = async (browser: ReturnType<typeof browserFor>, clientId = client.id) => {
    const stop = await beginAuthorize(browser, { ...application, clientId })
    return stop.kind === 'application' && stop.location.searchParams.has('code')
  }
  return { ...poolhouse, sdk, signIn, hostedLogin, list, idsOf, isAlive, silently }
}

test('ListUserSessions: shows where and when each session was used, and which one asks', async (t) => {
  const { sdk, client, signIn, clock, url } = await open(t)
  const phone = await signIn(SAFARI)
  const script = await signIn()
  const { Sessions, NextToken } = await sdk.listUserSessions({ AccessToken: script.access })
  assert.equal(NextToken, undefined)
  const shown = Sessions?.map((session) => ({ ...session, SessionId: /^tkn[a-z0-9]{25}$/.test(session.SessionId ?? ''), CreateDate: null, LastActiveDate: null }))
  const common = { SessionId: true, SessionType: 'TOKEN', ClientId: client.id, CreateDate: null, LastActiveDate: null, LastIPAddress: '127.0.0.1', LastLocation: { Country: 'unknown' } }
  assert.deepEqual(shown, [{ ...common, DeviceType: 'curl', IsCurrentSession: true }, { ...common, DeviceType: 'Safari on iPhone', IsCurrentSession: false }])
  clock.advance(minutes(2))
  await postRaw(url, 'GetTokensFromRefreshToken', { RefreshToken: phone.refresh, ClientId: client.id }, { 'user-agent': `${SAFARI.replace('Version/19.0', 'CriOS/150.0')}` })
  const [latest] = (await sdk.listUserSessions({ AccessToken: script.access })).Sessions ?? []
  assert.deepEqual([latest?.DeviceType, latest?.IsCurrentSession], ['Chrome on iPhone', false])
  assert.equal((latest?.LastActiveDate?.getTime() ?? 0) - (latest?.CreateDate?.getTime() ?? 0) > minutes(2), true)
  assert.equal((await refusalOf(sdk.listUserSessions({ AccessToken: script.access, NextToken: 'junk' }))).name, 'InvalidParameterException')
})

test('AdminListUserSessions: shows browsers’ sessions with the token sessions that came through them', async (t) => {
  const { sdk, client, pool, hostedLogin, list, clock } = await open(t)
  const { tokens } = await hostedLogin()
  clock.advance(1000)
  const other = await hostedLogin()
  const sessions = await list()
  assert.deepEqual(sessions.map(({ SessionType, ClientId, IsCurrentSession }) => [SessionType, ClientId, IsCurrentSession]), [
    ['TOKEN', client.id, false], ['TOKEN', client.id, false], ['SSO', client.id, false], ['SSO', client.id, false],
  ])
  const [first, second, ...sso] = sessions
  assert.deepEqual([first?.OriginSessionId, second?.OriginSessionId], sso.map(({ SessionId }) => SessionId))
  assert.ok(sso.every(({ SessionId, LastIPAddress }) => /^sso[a-z0-9]{25}$/.test(SessionId ?? '') && LastIPAddress === '127.0.0.1'))
  await sdk.globalSignOut({ AccessToken: tokens.access_token })
  assert.deepEqual(await list(), [])
  assert.ok(other.tokens.access_token)
  assert.equal((await refusalOf(sdk.adminListUserSessions({ UserPoolId: pool.id, Username: 'nobody' }))).name, 'UserNotFoundException')
})

test('AdminListUserSessions: lists nothing, and remembers no address, while the pool does not track sessions', async (t) => {
  const { sdk, pool, signIn, list, stores, findUser, clock } = await open(t, { track: false })
  await signIn()
  assert.deepEqual(await list(), [])
  const { id } = await findUser(ADA)
  const [family] = await stores.tokens.liveFamilies({ poolId: pool.id, userId: id, now: clock.now(), limit: 9 })
  assert.deepEqual([family?.lastAddress, family?.lastUserAgent], [null, null])
  assert.equal((await refusalOf(sdk.adminRevokeUserSession({ UserPoolId: pool.id, Username: ADA, SessionId: `tkn${'0'.repeat(25)}` }))).name, 'ResourceNotFoundException')
})

test('RevokeUserSession: ends another session of the caller with its tokens, but not the caller’s own', async (t) => {
  const { sdk, client, addUser, signIn, idsOf, isAlive, url } = await open(t)
  const [old, mine] = [await signIn(), await signIn()]
  const [current, other] = await idsOf('TOKEN')
  const revoke = (SessionId: string | undefined, AccessToken = mine.access) => sdk.revokeUserSession({ AccessToken, SessionId })
  assert.equal((await refusalOf(revoke(current))).name, 'InvalidParameterException')
  const bob = await addUser('bob@example.com')
  const bobs = await sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: bob.attributes['email'] ?? '', PASSWORD } })
  assert.equal((await refusalOf(revoke(other, bobs.AuthenticationResult?.AccessToken))).name, 'ResourceNotFoundException')
  await revoke(other)
  assert.deepEqual([await isAlive(old.access), await isAlive(mine.access), await idsOf('TOKEN')], [false, true, [current]])
  const refused = await postRaw(url, 'GetTokensFromRefreshToken', { RefreshToken: old.refresh, ClientId: client.id })
  assert.equal(refused.json['message'], 'Refresh Token has been revoked')
  assert.equal((await refusalOf(revoke(other))).name, 'ResourceNotFoundException')
  assert.equal((await refusalOf(revoke('sso1'))).name, 'InvalidParameterException')
})

test('AdminRevokeUserSession: ends a browser’s session alone, or with what came through it', async (t) => {
  const { sdk, pool, hostedLogin, idsOf, isAlive, silently } = await open(t)
  const revoke = async (SessionId: string | undefined, RevokeAssociatedSessions?: 'NONE' | 'LINKED') =>
    sdk.adminRevokeUserSession({ UserPoolId: pool.id, Username: ADA, SessionId, RevokeAssociatedSessions })
  const alone = await hostedLogin()
  assert.equal(await silently(alone.browser), true)
  await revoke((await idsOf('SSO'))[0])
  assert.deepEqual([await silently(alone.browser), await isAlive(alone.tokens.access_token)], [false, true])

  const linked = await hostedLogin()
  await revoke((await idsOf('SSO'))[0], 'LINKED')
  assert.deepEqual([await silently(linked.browser), await isAlive(linked.tokens.access_token), await isAlive(alone.tokens.access_token)], [false, false, true])
})

test('AdminRevokeUserSession: ends a token session alone, or with the browser it came through', async (t) => {
  const { sdk, pool, hostedLogin, idsOf, isAlive, silently } = await open(t)
  const { browser, tokens } = await hostedLogin()
  const [id] = await idsOf('TOKEN')
  const endings = await Promise.allSettled([1, 2].map(() => sdk.adminRevokeUserSession({ UserPoolId: pool.id, Username: ADA, SessionId: id })))
  assert.ok(endings.some(({ status }) => status === 'fulfilled'))
  assert.deepEqual([await isAlive(tokens.access_token), await silently(browser)], [false, true])
  const second = await hostedLogin()
  const [other] = await idsOf('TOKEN')
  await sdk.adminRevokeUserSession({ UserPoolId: pool.id, Username: ADA, SessionId: other, RevokeAssociatedSessions: 'LINKED' })
  assert.deepEqual([await isAlive(second.tokens.access_token), await silently(second.browser), await silently(browser)], [false, false, true])
})

test('RevokeToken: LINKED ends the browser’s session, too, while sessions are tracked', async (t) => {
  const { sdk, client, pool, hostedLogin, silently } = await open(t)
  const revoke = (Token: string) => sdk.revokeToken({ ClientId: client.id, Token, RevokeAssociatedSessions: 'LINKED' })
  const tracked = await hostedLogin()
  await revoke(tracked.tokens.refresh_token)
  assert.equal(await silently(tracked.browser), false)
  const untracked = await hostedLogin()
  await sdk.setUserPoolSessionConfiguration({ UserPoolId: pool.id, UserSessionTracking: 'DISABLED', TokenSession: { MaxPerUser: 20 } })
  await revoke(untracked.tokens.refresh_token)
  assert.equal(await silently(untracked.browser), true)
})

test('GetUserPoolSessionConfiguration: answers defaults, then what was set', async (t) => {
  const { sdk, pool } = await open(t, { track: false })
  const get = async () => {
    const { $metadata: _, ...configuration } = await sdk.getUserPoolSessionConfiguration({ UserPoolId: pool.id })
    return configuration
  }
  assert.deepEqual(await get(), { UserPoolId: pool.id, UserSessionTracking: 'DISABLED', TokenSession: { MaxPerUser: 20 } })
  await sdk.setUserPoolSessionConfiguration({ UserPoolId: pool.id, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 7 } })
  await sdk.updateUserPool({ UserPoolId: pool.id })
  assert.deepEqual(await get(), { UserPoolId: pool.id, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 7 } })
  assert.equal((await refusalOf(sdk.getUserPoolSessionConfiguration({ UserPoolId: 'us-east-1_000000000' }))).name, 'ResourceNotFoundException')
})

test('SetUserPoolSessionConfiguration: ends the sessions used longest ago once there are too many', async (t) => {
  const { sdk, pool, client, url, signIn, isAlive, idsOf, hostedLogin } = await open(t, { most: 2 })
  const [first, second] = [await signIn(), await signIn()]
  await postRaw(url, 'GetTokensFromRefreshToken', { RefreshToken: first.refresh, ClientId: client.id })
  const third = await signIn()
  assert.deepEqual([await isAlive(first.access), await isAlive(second.access), await isAlive(third.access)], [true, false, true])
  await hostedLogin()
  assert.equal((await idsOf('TOKEN')).length, 2)
  await Promise.all(Array.from({ length: 4 }, () => signIn()))
  assert.equal((await idsOf('TOKEN')).length, 2)
  const set = (MaxPerUser: number, UserPoolId = pool.id) => sdk.setUserPoolSessionConfiguration({ UserPoolId, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser } })
  for (const MaxPerUser of [0, 101]) assert.equal((await refusalOf(set(MaxPerUser))).name, 'InvalidParameterException')
  assert.equal((await refusalOf(set(5, 'us-east-1_000000000'))).name, 'ResourceNotFoundException')
  const { UserPool: lite } = await sdk.createUserPool({ PoolName: 'small', UserPoolTier: 'LITE' })
  assert.equal((await refusalOf(set(5, lite?.Id))).name, 'FeatureUnavailableInTierException')
})

test('GetUserPoolClientSessionConfiguration: answers sixty minutes, then what was set', async (t) => {
  const { sdk, pool, client, url } = await open(t)
  const get = async () => (await sdk.getUserPoolClientSessionConfiguration({ UserPoolId: pool.id, ClientId: client.id })).SSOSession
  assert.deepEqual(await get(), { MaxValidityMinutes: 60 })
  const { $metadata: _, ...answer } = await sdk.setUserPoolClientSessionConfiguration({ UserPoolId: pool.id, ClientId: client.id, SSOSession: { MaxValidityMinutes: 5 } })
  assert.deepEqual(answer, { UserPoolId: pool.id, ClientId: client.id, SSOSession: { MaxValidityMinutes: 5 } })
  await sdk.updateUserPoolClient({ UserPoolId: pool.id, ClientId: client.id })
  assert.deepEqual(await get(), { MaxValidityMinutes: 5 })
  const described = await postRaw(url, 'DescribeUserPoolClient', { UserPoolId: pool.id, ClientId: client.id })
  assert.equal('SessionConfiguration' in (described.json['UserPoolClient'] as object), false)
})

test('SetUserPoolClientSessionConfiguration: each client takes a browser’s session for as long as it says', async (t) => {
  const { sdk, pool, client, hostedLogin, silently, clock, application } = await open(t)
  const set = (ClientId: string, MaxValidityMinutes: number) => sdk.setUserPoolClientSessionConfiguration({ UserPoolId: pool.id, ClientId, SSOSession: { MaxValidityMinutes } })
  const { UserPoolClient } = await sdk.createUserPoolClient({
    UserPoolId: pool.id, ClientName: 'other', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
    CallbackURLs: [application.redirectUri], SupportedIdentityProviders: ['COGNITO'],
  })
  const other = UserPoolClient?.ClientId ?? ''
  await set(client.id, 180)
  await set(other, 0)
  const { browser, tokens } = await hostedLogin()
  assert.deepEqual([await silently(browser, other), await silently(browser)], [false, true])
  clock.advance(minutes(120))
  assert.equal(await silently(browser), true)
  await set(other, 100)
  assert.equal(await silently(browser, other), false)
  clock.advance(minutes(61))
  assert.equal(await silently(browser), false)
  assert.equal((await refresh(application, tokens.refresh_token)).status, 200)
})

test('SetUserPoolClientSessionConfiguration: is kept but without effect while sessions are not tracked, and cannot be set then', async (t) => {
  const { sdk, pool, client, hostedLogin, silently } = await open(t)
  const set = (MaxValidityMinutes: number, ClientId = client.id) => sdk.setUserPoolClientSessionConfiguration({ UserPoolId: pool.id, ClientId, SSOSession: { MaxValidityMinutes } })
  await set(0)
  await sdk.setUserPoolSessionConfiguration({ UserPoolId: pool.id, UserSessionTracking: 'DISABLED', TokenSession: { MaxPerUser: 20 } })
  const { browser } = await hostedLogin()
  assert.equal(await silently(browser), true)
  assert.equal((await refusalOf(set(5))).name, 'InvalidParameterException')
  assert.deepEqual((await sdk.getUserPoolClientSessionConfiguration({ UserPoolId: pool.id, ClientId: client.id })).SSOSession, { MaxValidityMinutes: 0 })
  await sdk.setUserPoolSessionConfiguration({ UserPoolId: pool.id, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 20 } })
  assert.equal(await silently(browser), false)
  for (const minutesGiven of [-1, 129_601]) assert.equal((await refusalOf(set(minutesGiven))).name, 'InvalidParameterException')
  assert.equal((await refusalOf(set(5, 'nobody'))).name, 'ResourceNotFoundException')
})
