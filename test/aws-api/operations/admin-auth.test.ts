import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { makePool, makeUser, PASSWORD } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { secretHashOf } from '#test/aws-api/secret-hash.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const CONTEXT = { IpAddress: '192.0.2.1', ServerName: 'app.example.com', ServerPath: '/login', HttpHeaders: [{ headerName: 'User-Agent', headerValue: 'test' }] }

test('AdminInitiateAuth: a server signs its user in with a password, also by the old name of the flow', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  for (const AuthFlow of ['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'] as const) {
    const { AuthenticationResult, ChallengeParameters } = await api.sdk.adminInitiateAuth({
      UserPoolId: pool.id, ClientId: client.id, AuthFlow, AuthParameters: { USERNAME: 'ada', PASSWORD }, ContextData: CONTEXT, AnalyticsMetadata: { AnalyticsEndpointId: 'one' },
    })
    assert.deepEqual(ChallengeParameters, {})
    assert.equal((await api.sdk.getUser({ AccessToken: AuthenticationResult?.AccessToken })).Username, 'ada')
  }
})

test('AdminInitiateAuth: refuses the flow of browsers, flows the client has not, and somebody unknown', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const { pool: other, client: narrow } = await makePool(api, {}, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })
  const ask = async (AuthFlow: 'USER_PASSWORD_AUTH' | 'ADMIN_USER_PASSWORD_AUTH' | 'ADMIN_NO_SRP_AUTH', of: { id: string; poolId: string } = client) => {
    const { name, message } = await refusalOf(api.sdk.adminInitiateAuth({ UserPoolId: of.poolId, ClientId: of.id, AuthFlow, AuthParameters: { USERNAME: 'nobody', PASSWORD } }))
    return `${name}: ${message}`
  }
  assert.equal(await ask('USER_PASSWORD_AUTH'), 'InvalidParameterException: Initiate Auth method not supported.')
  assert.equal(await ask('ADMIN_USER_PASSWORD_AUTH', narrow), 'InvalidParameterException: ADMIN_USER_PASSWORD_AUTH flow not enabled for this client')
  assert.equal(await ask('ADMIN_USER_PASSWORD_AUTH'), 'UserNotFoundException: User does not exist.')
  assert.equal(await ask('ADMIN_USER_PASSWORD_AUTH', { id: client.id, poolId: other.id }), `ResourceNotFoundException: User pool client ${client.id} does not exist.`, 'AW-09')
  assert.match(await ask('ADMIN_USER_PASSWORD_AUTH', { id: client.id, poolId: 'us-east-1_000000000' }), /^ResourceNotFoundException/)
  assert.equal(pool.id, client.poolId)
})

test('AdminInitiateAuth: AW-08 a confidential client sends its secret hash here, too', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, {}, { GenerateSecret: true })
  await makeUser(api, pool, 'ada')
  const ask = (given: Record<string, string>) =>
    api.sdk.adminInitiateAuth({ UserPoolId: pool.id, ClientId: client.id, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ada', PASSWORD, ...given } })
  assert.equal((await refusalOf(ask({}))).name, 'NotAuthorizedException')
  assert.equal((await refusalOf(ask({ SECRET_HASH: 'junk' }))).name, 'NotAuthorizedException')
  assert.ok((await ask({ SECRET_HASH: secretHashOf(client, 'ada') })).AuthenticationResult)
})

test('AdminRespondToAuthChallenge: an invited user chooses a password through a server', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await adminCreateUser(api.domain, { pool, username: 'ada', attributes: {}, temporaryPassword: 'Only-Once-1', messageAction: 'SUPPRESS' })
  const { ChallengeName, Session } = await api.sdk.adminInitiateAuth({
    UserPoolId: pool.id, ClientId: client.id, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ada', PASSWORD: 'Only-Once-1' },
  })
  assert.equal(ChallengeName, 'NEW_PASSWORD_REQUIRED')
  const answer = (ClientId = client.id, UserPoolId = pool.id) => api.sdk.adminRespondToAuthChallenge({
    UserPoolId, ClientId, ChallengeName: 'NEW_PASSWORD_REQUIRED', Session, ChallengeResponses: { USERNAME: 'ada', NEW_PASSWORD: PASSWORD }, ContextData: CONTEXT,
  })
  const { pool: other, client: stranger } = await makePool(api)
  assert.equal((await refusalOf(answer(stranger.id, other.id))).message, 'Invalid session for the user.')
  assert.equal((await refusalOf(answer(client.id, other.id))).name, 'ResourceNotFoundException')
  assert.ok((await answer()).AuthenticationResult?.RefreshToken)
  assert.equal((await refusalOf(answer())).message, 'Invalid session for the user.')
})

test('AdminRespondToAuthChallenge: SRP works through a server, and the name of another challenge costs nothing', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const srp = createSrpClient()
  const { Session, ChallengeParameters = {} } = await api.sdk.adminInitiateAuth({ UserPoolId: pool.id, ClientId: client.id, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'ada', SRP_A: srp.srpA } })
  const answer = (ChallengeName: 'PASSWORD_VERIFIER' | 'SMS_MFA') =>
    api.sdk.adminRespondToAuthChallenge({ UserPoolId: pool.id, ClientId: client.id, ChallengeName, Session, ChallengeResponses: srp.answer(ChallengeParameters, pool.id, PASSWORD) })
  assert.equal((await refusalOf(answer('SMS_MFA'))).name, 'NotAuthorizedException')
  assert.ok((await answer('PASSWORD_VERIFIER')).AuthenticationResult?.AccessToken)
})
