import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#src/domain/domain-error.ts'
import type { TriggerCall, TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import { exchange, getCode, logIn, payloadOf, refresh, requestTokens } from './oidc-steps.ts'
import { openOidc } from './open-oidc.ts'

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:tokens'

function recordingRunner(answer: (call: TriggerCall) => Record<string, unknown>): TriggerRunner & { calls: TriggerCall[] } {
  const calls: TriggerCall[] = []
  return {
    calls, has: (_poolId, trigger) => trigger === 'PreTokenGeneration',
    run: (call) => { calls.push(call); return Promise.resolve().then(() => answer(call)) },
  }
}

test('pre token generation runs once for each issue, with source, attributes and groups, and its answer is in both tokens', async (t) => {
  const triggers = recordingRunner(() => ({
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: { claimsToAddOrOverride: { plan: { seats: 3 } }, claimsToSuppress: ['email'] },
      accessTokenGeneration: { claimsToAddOrOverride: { tenant: 't1' }, scopesToAdd: ['api/extra'], scopesToSuppress: ['email'] },
      groupOverrideDetails: { groupsToOverride: ['from-trigger'], iamRolesToOverride: ['arn:aws:iam::000000000000:role/x'], preferredRole: 'arn:aws:iam::000000000000:role/x' },
    },
  }))
  const oidc = await openOidc(t, { triggers, settings: { LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: ARN } } } })
  const app = await oidc.addClient({})
  const tokens = await logIn(oidc, app, { scope: 'openid email' })
  assert.equal(triggers.calls.length, 1)
  const [call] = triggers.calls
  assert.deepEqual([call?.source, call?.userName, call?.clientId, call?.request.scopes], ['TokenGeneration_HostedAuth', oidc.user.username, app.id, ['openid', 'email']])
  assert.deepEqual(call?.request.userAttributes, { sub: oidc.user.id, 'cognito:user_status': 'CONFIRMED', ...oidc.user.attributes })
  assert.deepEqual(call?.request.groupConfiguration, { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null })
  const [id, access] = [payloadOf(tokens.id_token), payloadOf(tokens.access_token)]
  assert.deepEqual([id.plan, id.email, id['cognito:groups'], id['cognito:preferred_role']], [{ seats: 3 }, undefined, ['from-trigger'], 'arn:aws:iam::000000000000:role/x'])
  assert.deepEqual([access.tenant, access.scope, access['cognito:groups']], ['t1', 'openid api/extra', ['from-trigger']])
  assert.equal(tokens.scope, 'openid api/extra', 'the answer says that the scope is another one')
  await refresh(oidc, app, tokens.refresh_token)
  assert.deepEqual(triggers.calls.map(({ source }) => source), ['TokenGeneration_HostedAuth', 'TokenGeneration_RefreshTokens'])
})

test('machine tokens ask a V3 trigger only, and pass on aws_client_metadata', async (t) => {
  const triggers = recordingRunner(() => ({ claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: { env: 'prod' } } } }))
  const oidc = await openOidc(t, { triggers, settings: { LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V3_0', LambdaArn: ARN } } } })
  await oidc.stores.resourceServers.createResourceServer({ poolId: oidc.pool.id, identifier: 'api', name: 'api', scopes: [{ name: 'read', description: 'r' }], createdAt: oidc.clock.now(), updatedAt: oidc.clock.now() })
  const app = await oidc.addClient({ GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['api/read'], CallbackURLs: [] })
  const { body } = await requestTokens(oidc, app, { grant_type: 'client_credentials', aws_client_metadata: JSON.stringify({ region: 'eu' }) })
  assert.equal(payloadOf(body.access_token).env, 'prod')
  const [call] = triggers.calls
  assert.deepEqual([call?.source, call?.userName, call?.request], ['TokenGeneration_ClientCredentials', 'ClientCredentials', { userAttributes: {}, groupConfiguration: null, scopes: ['api/read'], clientMetadata: { region: 'eu' } }])
})

test('a trigger that refuses gives no tokens, and the code is spent', async (t) => {
  const triggers = recordingRunner(() => { throw new DomainError('UserLambdaValidation', 'PreTokenGeneration failed with error not today.') })
  const oidc = await openOidc(t, { triggers, settings: { LambdaConfig: { PreTokenGeneration: ARN } } })
  const app = await oidc.addClient({})
  const code = await getCode(oidc, app)
  const answer = await exchange(oidc, app, code)
  assert.deepEqual([answer.status, answer.body.error, answer.body.error_description], [400, 'invalid_request', 'PreTokenGeneration failed with error not today.'])
  assert.equal((await exchange(oidc, app, code)).body.error, 'invalid_grant')
})
