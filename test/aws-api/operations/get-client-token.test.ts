import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createResourceServer } from '#src/domain/resource-servers/create-resource-server.ts'
import { makePool } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

test('GetClientToken: gives a machine the custom scopes it asks for, all of its own without, and no others', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  await createResourceServer(api.domain, { UserPoolId: pool.id, Identifier: 'api', Name: 'api', Scopes: [{ ScopeName: 'read', ScopeDescription: 'r' }, { ScopeName: 'write', ScopeDescription: 'w' }] })
  const { UserPoolClient: machine } = await api.sdk.createUserPoolClient({
    UserPoolId: pool.id, ClientName: 'machine', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['api/read', 'api/write'],
  })
  const ask = (more: { Scopes?: string[]; Secret?: string; ClientId?: string } = {}) =>
    api.sdk.getClientToken({ ClientId: machine?.ClientId, Secret: machine?.ClientSecret, ...more })
  const { ClientAuthenticationResult: all } = await ask()
  assert.deepEqual(Object.keys(all ?? {}).sort(), ['AccessToken', 'ExpiresIn', 'TokenType'])
  assert.deepEqual([all?.ExpiresIn, all?.TokenType], [3600, 'Bearer'])
  const scopesOf = (token = '') => (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { scope: string }).scope
  assert.equal(scopesOf(all?.AccessToken), 'api/read api/write')
  assert.equal(scopesOf((await ask({ Scopes: ['api/read'] })).ClientAuthenticationResult?.AccessToken), 'api/read')
  assert.equal((await refusalOf(ask({ Scopes: ['api/delete'] }))).name, 'InvalidParameterException')
  assert.equal((await refusalOf(ask({ Secret: 'anotherSecretOfSomeLength' }))).name, 'NotAuthorizedException')
  assert.equal((await refusalOf(ask({ ClientId: 'nobody' }))).name, 'ResourceNotFoundException')
})

test('GetClientToken: refuses clients that are no machines', async (t) => {
  const api = await openAwsApi(t)
  const { client } = await makePool(api, {}, { GenerateSecret: true })
  const { name, message } = await refusalOf(api.sdk.getClientToken({ ClientId: client.id, Secret: client.secrets[0]?.value }))
  assert.deepEqual([name, message], ['NotAuthorizedException', 'Client is not enabled for OAuth2.0 flows'])
})
