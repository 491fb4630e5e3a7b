import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider'
import { minutes } from '#src/contracts/duration.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { makePool, makeUser, PASSWORD } from '#test/aws-api/make-pool.ts'
import { type AwsApi, openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { secretHashOf } from '#test/aws-api/secret-hash.ts'
import { createTestTriggers } from '#test/test-triggers.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const INVALID = 'NotAuthorizedException: Invalid session for the user.'
const WRONG = 'NotAuthorizedException: Incorrect username or password.'

const refused = async (promise: Promise<unknown>): Promise<string> => {
  const { name, message } = await refusalOf(promise)
  return `${name}: ${message}`
}

/** USER_SRP_AUTH up to its answer. */
async function beginSrp({ sdk }: AwsApi, pool: UserPool, client: AppClient, username: string, secretHash?: (username: string) => string) {
  const srp = createSrpClient()
  const { Session, ChallengeParameters = {} } = await sdk.initiateAuth({
    AuthFlow: 'USER_SRP_AUTH', ClientId: client.id,
    AuthParameters: { USERNAME: username, SRP_A: srp.srpA, ...(secretHash ? { SECRET_HASH: secretHash(username) } : {}) },
  })
  const answer = (password: string, given: { session?: string | undefined; responses?: Record<string, string> } = { session: Session }) => {
    const responses = srp.answer(ChallengeParameters, pool.id, password)
    return sdk.respondToAuthChallenge({
      ClientId: client.id, ChallengeName: 'PASSWORD_VERIFIER', Session: given.session,
      ChallengeResponses: { ...responses, ...(secretHash ? { SECRET_HASH: secretHash(responses['USERNAME'] ?? '') } : {}), ...given.responses },
    })
  }
  return { Session, ChallengeParameters, answer }
}

/** An invited user in front of NEW_PASSWORD_REQUIRED. */
async function invite(api: AwsApi, settings: Parameters<typeof makePool>[1] = {}) {
  const { pool, client } = await makePool(api, settings)
  await adminCreateUser(api.domain, { pool, username: 'ada', attributes: { email: 'ada@example.com' }, temporaryPassword: 'Only-Once-1', messageAction: 'SUPPRESS' })
  const start = () => api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD: 'Only-Once-1' } })
  const answer = (Session: string | undefined, responses: Record<string, string> = {}, more: { ChallengeName?: ChallengeNameType; ClientId?: string } = {}) =>
    api.sdk.respondToAuthChallenge({
      ClientId: client.id, ChallengeName: 'NEW_PASSWORD_REQUIRED', Session, ChallengeResponses: { USERNAME: 'ada', NEW_PASSWORD: PASSWORD, ...responses }, ...more,
    })
  return { pool, client, start, answer }
}

test('RespondToAuthChallenge: SRP signs in with the right password, by any name and with or without the session, once', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { AliasAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } })
  await makeUser(api, pool, 'Ada')
  for (const username of ['Ada', 'ada', 'ada@example.com']) {
    const { answer, Session, ChallengeParameters } = await beginSrp(api, pool, client, username)
    assert.deepEqual([ChallengeParameters['USER_ID_FOR_SRP'], ChallengeParameters['USERNAME']], ['Ada', 'Ada'])
    const { AuthenticationResult, ChallengeName } = await answer(PASSWORD)
    assert.deepEqual([ChallengeName, AuthenticationResult?.TokenType], [undefined, 'Bearer'])
    assert.equal(await refused(answer(PASSWORD, { session: Session })), INVALID)
  }
  assert.ok((await (await beginSrp(api, pool, client, 'ada')).answer(PASSWORD, {})).AuthenticationResult)
})

test('RespondToAuthChallenge: SRP refuses another password, signature, block and date, and ends with the first answer', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const wrong = await beginSrp(api, pool, client, 'ada')
  assert.equal(await refused(wrong.answer('Wrong-Horse-9')), WRONG)
  assert.equal(await refused(wrong.answer(PASSWORD)), INVALID)
  for (const responses of [
    { PASSWORD_CLAIM_SIGNATURE: 'AAAA' }, { TIMESTAMP: 'Tue Mar 05 08:04:09 UTC 2030' }, { TIMESTAMP: 'now' },
    { PASSWORD_CLAIM_SECRET_BLOCK: Buffer.alloc(32).toString('base64') },
  ]) {
    const { answer, Session } = await beginSrp(api, pool, client, 'ada')
    assert.equal(await refused(answer(PASSWORD, { session: Session, responses })), WRONG, JSON.stringify(responses))
    await api.domain.attempts.resetAttempts('password', (await api.domain.users.findUserByName(pool.id, 'ada'))?.id ?? '')
  }
})

test('RespondToAuthChallenge: somebody unknown is refused in the same words at every turn', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, {}, { PreventUserExistenceErrors: 'ENABLED' })
  await makeUser(api, pool, 'ada')
  const turns = async (username: string) => {
    const said: string[] = []
    for (const responses of [{}, { USERNAME: 'somebody-else' }, { TIMESTAMP: 'now' }, { PASSWORD_CLAIM_SECRET_BLOCK: 'AAAA' }]) {
      const { answer, Session } = await beginSrp(api, pool, client, username)
      said.push(await refused(answer('Wrong-Horse-9', { session: Session, responses })), await refused(answer('Wrong-Horse-9', { session: Session })))
    }
    return said
  }
  const known = await turns('ada')
  assert.deepEqual(known.slice(0, 4), [WRONG, INVALID, INVALID, INVALID])
  assert.deepEqual(await turns('nobody'), known)
})

test('RespondToAuthChallenge: AW-08 the secret hash is made of the USERNAME that the answer names', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { AliasAttributes: ['email'] }, { GenerateSecret: true })
  const { client: other } = await makePool(api, {}, { GenerateSecret: true })
  await makeUser(api, pool, 'ada')
  const hash = (username: string) => secretHashOf(client, username)
  const begin = () => beginSrp(api, pool, client, 'ada@example.com', hash)
  const { answer, Session } = await begin()
  const unverified = `NotAuthorizedException: Unable to verify secret hash for client ${client.id}`
  for (const SECRET_HASH of ['junk', hash('ada@example.com'), hash('eve'), secretHashOf(other, 'ada'), hash('ada').slice(1)]) {
    assert.equal(await refused(answer(PASSWORD, { session: Session, responses: { SECRET_HASH } })), unverified)
  }
  assert.ok((await answer(PASSWORD)).AuthenticationResult, 'a refused hash costs no session')
  const without = await begin()
  const { Session: session } = without
  assert.match(await refused(api.sdk.respondToAuthChallenge({
    ClientId: client.id, ChallengeName: 'PASSWORD_VERIFIER', Session: session, ChallengeResponses: { USERNAME: 'ada' },
  })), /SECRET_HASH was not received$/)
})

test('RespondToAuthChallenge: CR-11 a session is good for its own challenge, client, user and time, and for one answer', async (t) => {
  const api = await openAwsApi(t)
  const { pool, start, answer } = await invite(api)
  const { client: sibling } = await makePool(api)
  await makeUser(api, pool, 'eve')
  const { Session } = await start()
  const names = ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE', 'MFA_SETUP', 'SELECT_MFA_TYPE', 'DEVICE_SRP_AUTH', 'EMAIL_OTP', 'WEB_AUTHN', 'PASSWORD', 'ADMIN_NO_SRP_AUTH'] as const
  for (const ChallengeName of names) assert.equal(await refused(answer(Session, {}, { ChallengeName })), INVALID, ChallengeName)
  assert.equal(await refused(answer(Session, {}, { ClientId: sibling.id })), INVALID)
  assert.equal(await refused(answer(Session, { USERNAME: 'eve' })), INVALID)
  assert.equal(await refused(answer(`${Session?.slice(0, -1)}!`)), INVALID)
  assert.equal(await refused(answer(undefined)), 'InvalidParameterException: Missing required parameter Session')
  const ends = await Promise.all(Array.from({ length: 10 }, () => answer(Session).then(() => 'signed in', () => 'refused')))
  assert.equal(ends.filter((end) => end === 'signed in').length, 1)
})

test('RespondToAuthChallenge: CR-30 a session lives as long as the client says, from 3 to 15 minutes', async (t) => {
  const api = await openAwsApi(t)
  const { start, answer } = await invite(api)
  const { Session } = await start()
  api.clock.advance(minutes(3))
  assert.equal(await refused(answer(Session)), 'NotAuthorizedException: Invalid session for the user, session is expired.')
  const { pool, client } = await makePool(api, {}, { AuthSessionValidity: 15 })
  await makeUser(api, pool, 'ada')
  const patient = await beginSrp(api, pool, client, 'ada')
  api.clock.advance(minutes(15) - 1000)
  assert.ok((await patient.answer(PASSWORD)).AuthenticationResult)
})

test('RespondToAuthChallenge: CR-18 a temporary password opens nothing but the choice of an own one', async (t) => {
  const api = await openAwsApi(t)
  const { pool, start, answer } = await invite(api, { Schema: [{ Name: 'given_name', Required: true }, { Name: 'role', AttributeDataType: 'String', Mutable: true }] })
  const begun = await start()
  assert.equal(begun.ChallengeName, 'NEW_PASSWORD_REQUIRED')
  assert.deepEqual(JSON.parse(begun.ChallengeParameters?.['requiredAttributes'] ?? ''), ['userAttributes.given_name'])
  assert.deepEqual(JSON.parse(begun.ChallengeParameters?.['userAttributes'] ?? ''), { email: 'ada@example.com', email_verified: 'false' })
  const { Session } = begun
  const named = { 'userAttributes.given_name': 'Ada' }
  assert.match(await refused(answer(Session, { NEW_PASSWORD: 'weak', ...named })), /^InvalidPasswordException: Password did not conform with policy: /)
  assert.match(await refused(answer(Session, {})), /^InvalidParameterException/)
  for (const name of ['email_verified', 'custom:role', 'sub']) {
    assert.match(await refused(answer(Session, { ...named, [`userAttributes.${name}`]: 'true' })), /^(NotAuthorized|InvalidParameter)Exception/, name)
  }
  const { AuthenticationResult } = await answer(Session, named)
  assert.ok(AuthenticationResult?.AccessToken)
  const user = await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'ada' })
  assert.deepEqual([user.UserStatus, user.UserAttributes?.find(({ Name }) => Name === 'email_verified')?.Value], ['CONFIRMED', 'false'])
})

test('RespondToAuthChallenge: hands its metadata to the functions of the end', async (t) => {
  const triggers = createTestTriggers({ PostAuthentication: () => ({}), PreTokenGeneration: () => ({}) })
  const api = await openAwsApi(t, { triggers })
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const srp = createSrpClient()
  const { Session, ChallengeParameters = {} } = await api.sdk.initiateAuth({ AuthFlow: 'USER_SRP_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', SRP_A: srp.srpA }, ClientMetadata: { step: 'one' } })
  await api.sdk.respondToAuthChallenge({
    ClientId: client.id, ChallengeName: 'PASSWORD_VERIFIER', Session, ChallengeResponses: srp.answer(ChallengeParameters, pool.id, PASSWORD), ClientMetadata: { step: 'two' },
  })
  assert.deepEqual(triggers.calls.map(({ source, request }) => [source, request['clientMetadata']]), [
    ['PostAuthentication_Authentication', { step: 'two' }], ['TokenGeneration_Authentication', { step: 'two' }],
  ])
})
