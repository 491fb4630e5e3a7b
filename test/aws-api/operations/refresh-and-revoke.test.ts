import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days } from '#src/contracts/duration.ts'
import { globalSignOut } from '#src/domain/users/global-sign-out.ts'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { type AwsApi, openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { secretHashOf } from '#test/aws-api/secret-hash.ts'
import { createTestTriggers } from '#test/test-triggers.ts'

const refused = async (promise: Promise<unknown>): Promise<string> => {
  const { name, message } = await refusalOf(promise)
  return `${name}: ${message}`
}

const INVALID = 'NotAuthorizedException: Invalid Refresh Token'
const REVOKED = 'NotAuthorizedException: Refresh Token has been revoked'

/** A user with tokens of a client. */
async function open(t: Parameters<typeof openAwsApi>[0], client: Parameters<typeof makePool>[2] = {}, settings: Parameters<typeof makePool>[1] = {}, options: Parameters<typeof openAwsApi>[1] = {}) {
  const api = await openAwsApi(t, options)
  const made = await makePool(api, settings, client)
  const sub = await makeUser(api, made.pool, 'ada')
  return { ...api, ...made, sub, tokens: await signIn(api, made.client, 'ada') }
}

const refreshBy = ({ sdk }: Pick<AwsApi, 'sdk'>, ClientId: string, token: string, more: Record<string, string> = {}, AuthFlow: 'REFRESH_TOKEN_AUTH' | 'REFRESH_TOKEN' = 'REFRESH_TOKEN_AUTH') =>
  sdk.initiateAuth({ AuthFlow, ClientId, AuthParameters: { REFRESH_TOKEN: token, ...more } })

test('InitiateAuth: REFRESH_TOKEN_AUTH gives new access and ID tokens, and keeps the refresh token', async (t) => {
  const api = await open(t)
  for (const flow of ['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'] as const) {
    const { AuthenticationResult, ChallengeParameters, ChallengeName } = await refreshBy(api, api.client.id, api.tokens.refresh, {}, flow)
    assert.deepEqual([ChallengeParameters, ChallengeName, AuthenticationResult?.RefreshToken, AuthenticationResult?.TokenType], [{}, undefined, undefined, 'Bearer'])
    assert.notEqual(AuthenticationResult?.AccessToken, api.tokens.access)
    assert.equal((await api.sdk.getUser({ AccessToken: AuthenticationResult?.AccessToken })).Username, 'ada')
  }
  const byServer = await api.sdk.adminInitiateAuth({ UserPoolId: api.pool.id, ClientId: api.client.id, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: api.tokens.refresh } })
  assert.ok(byServer.AuthenticationResult?.IdToken)
})

test('InitiateAuth: AW-09 a refresh token is nothing to another client or pool, when altered, late, revoked or of somebody signed out', async (t) => {
  const api = await open(t, { RefreshTokenValidity: 1 })
  const { client: stranger } = await makePool(api)
  assert.equal(await refused(refreshBy(api, stranger.id, api.tokens.refresh)), INVALID)
  for (const junk of [`${api.tokens.refresh.slice(0, -1)}.`, 'junk', api.tokens.access]) assert.equal(await refused(refreshBy(api, api.client.id, junk)), INVALID)
  const other = await signIn(api, api.client, 'ada')
  await globalSignOut(api.domain, { pool: api.pool, user: await api.domain.users.findUserById(api.pool.id, api.sub) ?? assert.fail() })
  assert.equal(await refused(refreshBy(api, api.client.id, other.refresh)), REVOKED)
  api.clock.advance(1000)
  const late = await signIn(api, api.client, 'ada')
  api.clock.advance(days(1))
  assert.equal(await refused(refreshBy(api, api.client.id, late.refresh)), 'NotAuthorizedException: Refresh Token has expired')
})

test('InitiateAuth: AW-08 REFRESH_TOKEN_AUTH takes the secret hash of the username or the sub, and of no alias', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { AliasAttributes: ['email'] }, { GenerateSecret: true })
  const { client: sibling } = await makePool(api, {}, { GenerateSecret: true })
  const sub = await makeUser(api, pool, 'ada')
  const { AuthenticationResult } = await api.sdk.initiateAuth({
    AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada@example.com', PASSWORD, SECRET_HASH: secretHashOf(client, 'ada@example.com') },
  })
  const refresh = (SECRET_HASH?: string) => refreshBy(api, client.id, AuthenticationResult?.RefreshToken ?? '', SECRET_HASH === undefined ? {} : { SECRET_HASH })
  for (const name of ['ada', sub]) assert.ok((await refresh(secretHashOf(client, name))).AuthenticationResult?.AccessToken, name)
  const unverified = `NotAuthorizedException: Unable to verify secret hash for client ${client.id}`
  for (const wrong of [secretHashOf(client, 'ada@example.com'), secretHashOf(client, 'eve'), secretHashOf(sibling, 'ada'), 'junk', '']) assert.equal(await refused(refresh(wrong)), unverified)
  assert.equal(await refused(refresh()), `NotAuthorizedException: Client ${client.id} is configured with secret but SECRET_HASH was not received`)
})

test('InitiateAuth: REFRESH_TOKEN_AUTH is closed to clients that rotate, or do not allow it', async (t) => {
  const rotating = await open(t, { RefreshTokenRotation: { Feature: 'ENABLED' }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })
  assert.match(await refused(refreshBy(rotating, rotating.client.id, rotating.tokens.refresh)), /^InvalidParameterException: .* not enabled for this client$/)
})

test('GetTokensFromRefreshToken: gives new tokens without rotation, and the refresh token stays good', async (t) => {
  const triggers = createTestTriggers({ PreTokenGeneration: () => ({}) })
  const api = await open(t, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }, {}, { triggers })
  const refresh = () => api.sdk.getTokensFromRefreshToken({ RefreshToken: api.tokens.refresh, ClientId: api.client.id, ClientMetadata: { from: 'here' } })
  const { $metadata, ...answer } = await refresh()
  assert.equal($metadata.httpStatusCode, 200)
  assert.deepEqual(Object.keys(answer), ['AuthenticationResult'])
  assert.deepEqual(Object.keys(answer.AuthenticationResult ?? {}).sort(), ['AccessToken', 'ExpiresIn', 'IdToken', 'TokenType'])
  assert.ok((await refresh()).AuthenticationResult?.AccessToken)
  assert.deepEqual([triggers.calls.at(-1)?.source, triggers.calls.at(-1)?.request['clientMetadata']], ['TokenGeneration_RefreshTokens', { from: 'here' }])
})

test('GetTokensFromRefreshToken: rotates, gives racers the same successor within the grace time, and ends the family after it', async (t) => {
  const api = await open(t, { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })
  api.clock.hold()
  const refresh = async (RefreshToken: string) => (await api.sdk.getTokensFromRefreshToken({ RefreshToken, ClientId: api.client.id })).AuthenticationResult
  const successors = await Promise.all(Array.from({ length: 6 }, () => refresh(api.tokens.refresh).then((result) => result?.RefreshToken)))
  assert.equal(new Set(successors).size, 1)
  const next = successors[0] ?? assert.fail()
  assert.notEqual(next, api.tokens.refresh)
  const access = (await refresh(next))?.AccessToken
  api.clock.advance(11_000)
  assert.equal(await refused(refresh(api.tokens.refresh)), 'RefreshTokenReuseException: Refresh token reuse detected')
  assert.equal(await refused(refresh(next)), REVOKED)
  assert.equal(await refused(api.sdk.getUser({ AccessToken: access })), 'NotAuthorizedException: Access Token has been revoked')
})

test('GetTokensFromRefreshToken: asks a confidential client for its secret as it is, and refuses tokens of others', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, {}, { GenerateSecret: true })
  const { client: open } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const { AuthenticationResult } = await api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD, SECRET_HASH: secretHashOf(client, 'ada') } })
  const RefreshToken = AuthenticationResult?.RefreshToken ?? assert.fail()
  const refresh = (ClientSecret?: string, ClientId = client.id) => api.sdk.getTokensFromRefreshToken({ RefreshToken, ClientId, ClientSecret })
  assert.ok((await refresh(client.secrets[0]?.value)).AuthenticationResult?.IdToken)
  for (const wrong of [undefined, 'anotherSecretOfSomeLength', secretHashOf(client, 'ada').replaceAll(/[^\w+]/g, '')]) assert.equal((await refusalOf(refresh(wrong))).name, 'NotAuthorizedException')
  assert.equal(await refused(refresh(undefined, open.id)), INVALID)
  assert.equal((await refusalOf(refresh(undefined, 'nobody'))).name, 'ResourceNotFoundException')
})

test('RevokeToken: ends everything that came of a sign-in, and answers the same the second time', async (t) => {
  const api = await open(t)
  const kept = await signIn(api, api.client, 'ada')
  const revoke = (Token: string, ClientId = api.client.id) => api.sdk.revokeToken({ Token, ClientId })
  const { text } = await api.post('RevokeToken', { Token: api.tokens.refresh, ClientId: api.client.id })
  assert.equal(text, '{}')
  await revoke(api.tokens.refresh)
  assert.equal(await refused(refreshBy(api, api.client.id, api.tokens.refresh)), REVOKED)
  assert.equal(await refused(api.sdk.getUser({ AccessToken: api.tokens.access })), 'NotAuthorizedException: Access Token has been revoked')
  assert.ok((await api.sdk.getUser({ AccessToken: kept.access })).Username)
  const { client: stranger } = await makePool(api)
  await revoke(kept.refresh, stranger.id)
  assert.ok((await refreshBy(api, api.client.id, kept.refresh)).AuthenticationResult, 'AW-09 another client ends nothing')
})

test('RevokeToken: refuses other tokens, clients without revocation, and wrong secrets', async (t) => {
  const api = await open(t)
  const { client: without } = await makePool(api, {}, { EnableTokenRevocation: false })
  const { client: secret } = await makePool(api, {}, { GenerateSecret: true })
  const revoke = async (ClientId: string, Token = api.tokens.refresh, ClientSecret?: string) => (await refusalOf(api.sdk.revokeToken({ Token, ClientId, ClientSecret }))).name
  assert.equal(await revoke(api.client.id, api.tokens.access), 'UnsupportedTokenTypeException')
  assert.equal(await revoke(api.client.id, api.tokens.id), 'UnsupportedTokenTypeException')
  assert.equal(await revoke(without.id), 'UnsupportedOperationException')
  assert.equal(await revoke(secret.id), 'UnauthorizedException')
  assert.equal(await revoke(secret.id, api.tokens.refresh, 'anotherSecretOfSomeLength'), 'UnauthorizedException')
})
