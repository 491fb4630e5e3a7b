import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InitiateAuthCommandInput } from '@aws-sdk/client-cognito-identity-provider'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { adminDisableUser } from '#src/domain/users/admin-enable-user.ts'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { secretHashOf } from '#test/aws-api/secret-hash.ts'
import { createTestTriggers } from '#test/test-triggers.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const claimsOf = (token: string | undefined) => JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

test('InitiateAuth: a password brings tokens that GetUser believes', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const sub = await makeUser(api, pool, 'ada')
  const { access } = await signIn(api, client, 'ada')
  const user = await api.sdk.getUser({ AccessToken: access })
  assert.equal(user.Username, 'ada')
  assert.deepEqual(user.UserAttributes?.[0], { Name: 'sub', Value: sub })
})

test('InitiateAuth: answers tokens with no challenge, and nothing that the model does not name', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const sub = await makeUser(api, pool, 'ada')
  const { status, json } = await api.post('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD } })
  assert.equal(status, 200)
  const result = json['AuthenticationResult'] as Record<string, string | number>
  assert.deepEqual(json, {
    ChallengeParameters: {},
    AuthenticationResult: { ...result, ExpiresIn: 3600, TokenType: 'Bearer' },
  })
  assert.deepEqual(Object.keys(result).sort(), ['AccessToken', 'ExpiresIn', 'IdToken', 'RefreshToken', 'TokenType'])
  const access = claimsOf(String(result['AccessToken']))
  assert.deepEqual([access['sub'], access['username'], access['client_id'], access['scope']], [sub, 'ada', client.id, 'aws.cognito.signin.user.admin'])
})

test('InitiateAuth: a wrong password is refused in the words that clients match on', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const refused = await refusalOf(api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD: `${PASSWORD}!` } }))
  assert.deepEqual(refused, { name: 'NotAuthorizedException', message: 'Incorrect username or password.', status: 400 })
})

test('InitiateAuth: refuses what a flow cannot do without, flows of others, and clients that are not there', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const { client: narrow } = await makePool(api, {}, { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] })
  await makeUser(api, pool, 'ada')
  const refused = async (input: InitiateAuthCommandInput) => {
    const { name, message } = await refusalOf(api.sdk.initiateAuth(input))
    return `${name}: ${message}`
  }
  const missing = (name: string) => `InvalidParameterException: Missing required parameter ${name}`
  assert.equal(await refused({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH' }), missing('USERNAME'))
  assert.equal(await refused({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ada' } }), missing('PASSWORD'))
  assert.equal(await refused({ ClientId: client.id, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'ada' } }), missing('SRP_A'))
  assert.equal(await refused({ ClientId: client.id, AuthFlow: 'REFRESH_TOKEN_AUTH' }), missing('REFRESH_TOKEN'))
  assert.equal(await refused({ ClientId: client.id, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: 'ada', CHALLENGE_NAME: 'SRP_A' } }), missing('SRP_A'))
  for (const AuthFlow of ['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'] as const) {
    assert.equal(await refused({ ClientId: client.id, AuthFlow, AuthParameters: { USERNAME: 'ada', PASSWORD } }), 'InvalidParameterException: Initiate Auth method not supported.')
  }
  for (const AuthFlow of ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'] as const) {
    const { srpA } = createSrpClient()
    assert.equal(
      await refused({ ClientId: narrow.id, AuthFlow, AuthParameters: { USERNAME: 'ada', PASSWORD, SRP_A: srpA } }),
      `InvalidParameterException: ${AuthFlow} flow not enabled for this client`,
    )
  }
  assert.match(await refused({ ClientId: 'nobody', AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ada', PASSWORD } }), /^ResourceNotFoundException/)
  assert.match(await refused({ ClientId: client.id, AuthFlow: 'PASSWORD' as 'USER_AUTH' }), /^InvalidParameterException: 1 validation error detected: Value at 'authFlow'/)
})

test('InitiateAuth: AW-08 a confidential client must send the hash of its secret, its own id and the name it asks for', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, {}, { GenerateSecret: true })
  const { client: other } = await makePool(api, {}, { GenerateSecret: true })
  const { client: open } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const ask = (secretHash: string | undefined, flow: 'USER_PASSWORD_AUTH' | 'USER_SRP_AUTH' | 'USER_AUTH' = 'USER_PASSWORD_AUTH', ClientId = client.id) =>
    api.sdk.initiateAuth({ AuthFlow: flow, ClientId, AuthParameters: { USERNAME: 'ada', PASSWORD, SRP_A: createSrpClient().srpA, ...(secretHash === undefined ? {} : { SECRET_HASH: secretHash }) } })
  const right = secretHashOf(client, 'ada')
  assert.ok((await ask(right)).AuthenticationResult?.AccessToken)
  for (const flow of ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'USER_AUTH'] as const) {
    assert.equal((await refusalOf(ask(undefined, flow))).message, `Client ${client.id} is configured with secret but SECRET_HASH was not received`)
    for (const wrong of ['', 'junk', right.slice(0, -1), right.toLowerCase(), secretHashOf(client, 'eve'), secretHashOf(client, 'ADA'), secretHashOf(other, 'ada'), secretHashOf(client, 'ada', other.secrets[0]?.value)]) {
      const { name, message } = await refusalOf(ask(wrong, flow))
      assert.deepEqual([name, message], ['NotAuthorizedException', `Unable to verify secret hash for client ${client.id}`], `${flow} ${wrong}`)
    }
  }
  assert.equal((await refusalOf(ask(right, 'USER_PASSWORD_AUTH', open.id))).message, `Unable to verify secret hash for client ${open.id}`)
})

test('InitiateAuth: tells who exists only where the client lets it', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client: frank } = await makePool(api)
  const { pool: shy, client: hiding } = await makePool(api, {}, { PreventUserExistenceErrors: 'ENABLED' })
  for (const owner of [pool, shy]) {
    await makeUser(api, owner, 'ada')
    const { id } = await adminCreateUser(api.domain, { pool: owner, username: 'gone', attributes: {}, messageAction: 'SUPPRESS' })
    await api.domain.users.updateUser({ ...(await api.domain.users.findUserById(owner.id, id) ?? assert.fail()), status: 'RESET_REQUIRED', credential: null })
    await makeUser(api, owner, 'barred')
    await adminDisableUser(api.domain, { pool: owner, username: 'barred' })
  }
  const ask = async (clientId: string, username: string, AuthFlow: 'USER_PASSWORD_AUTH' | 'USER_SRP_AUTH' = 'USER_PASSWORD_AUTH') => {
    const { name, message } = await refusalOf(api.sdk.initiateAuth({ AuthFlow, ClientId: clientId, AuthParameters: { USERNAME: username, PASSWORD, SRP_A: createSrpClient().srpA } }))
    return `${name}: ${message}`
  }
  assert.equal(await ask(frank.id, 'nobody'), 'UserNotFoundException: User does not exist.')
  assert.equal(await ask(frank.id, 'nobody', 'USER_SRP_AUTH'), 'UserNotFoundException: User does not exist.')
  assert.equal(await ask(frank.id, 'barred'), 'NotAuthorizedException: User is disabled.')
  assert.equal(await ask(frank.id, 'gone'), 'PasswordResetRequiredException: Password reset required for the user')
  for (const username of ['nobody', 'barred', 'gone']) assert.equal(await ask(hiding.id, username), 'NotAuthorizedException: Incorrect username or password.', username)
})

test('InitiateAuth: CR-08 SRP refuses values of no group, and gives somebody unknown a challenge that never changes but for B', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { UsernameAttributes: ['email'] }, { PreventUserExistenceErrors: 'ENABLED' })
  await makeUser(api, pool, 'ada@example.com')
  const ask = (USERNAME: string, SRP_A: string) => api.sdk.initiateAuth({ AuthFlow: 'USER_SRP_AUTH', ClientId: client.id, AuthParameters: { USERNAME, SRP_A } })
  for (const srpA of ['0', '00', 'zz', '-1', 'f'.repeat(1025)]) assert.equal((await refusalOf(ask('ada@example.com', srpA))).name, 'InvalidParameterException', srpA)
  const { srpA } = createSrpClient()
  const known = await ask('ada@example.com', srpA)
  const [one, two] = [await ask('nobody@example.com', srpA), await ask('NOBODY@example.com', srpA)]
  for (const answer of [known, one]) {
    assert.equal(answer.ChallengeName, 'PASSWORD_VERIFIER')
    assert.deepEqual(Object.keys(answer.ChallengeParameters ?? {}).sort(), ['SALT', 'SECRET_BLOCK', 'SRP_B', 'USERNAME', 'USER_ID_FOR_SRP'])
    assert.match(answer.ChallengeParameters?.['USER_ID_FOR_SRP'] ?? '', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    assert.match(answer.ChallengeParameters?.['SALT'] ?? '', /^[0-9a-f]{20,32}$/)
  }
  const stable = ({ ChallengeParameters: given }: typeof one) => [given?.['SALT'], given?.['USER_ID_FOR_SRP'], given?.['USERNAME']]
  assert.deepEqual(stable(one), stable(two))
  assert.notEqual(one.ChallengeParameters?.['SRP_B'], two.ChallengeParameters?.['SRP_B'])
  assert.notDeepEqual(stable(one), stable(await ask('another@example.com', srpA)))
})

test('InitiateAuth: hands its metadata to the functions before the sign-in alone', async (t) => {
  const triggers = createTestTriggers({ PreAuthentication: () => ({}), PostAuthentication: () => ({}), PreTokenGeneration: () => ({}) })
  const api = await openAwsApi(t, { triggers })
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  await api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD }, ClientMetadata: { from: 'here' } })
  const [before, after, tokens] = triggers.calls
  assert.deepEqual([before?.source, before?.request['validationData']], ['PreAuthentication_Authentication', { from: 'here' }])
  assert.deepEqual([after?.source, after?.request['clientMetadata']], ['PostAuthentication_Authentication', {}])
  assert.deepEqual([tokens?.source, tokens?.request['clientMetadata']], ['TokenGeneration_Authentication', undefined])
})

test('InitiateAuth: AW-09 a user of one pool is nobody through the client of another', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const { client: other } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const refused = await refusalOf(api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: other.id, AuthParameters: { USERNAME: 'ada', PASSWORD } }))
  assert.equal(refused.name, 'UserNotFoundException')
})
