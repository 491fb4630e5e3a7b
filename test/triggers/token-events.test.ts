import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { PreTokenGenerationLambdaVersionType } from '@aws-sdk/client-cognito-identity-provider'
import { claimsOf } from '#test/aws-api/devices.ts'
import { refusalOf } from '#test/aws-api/open-aws-api.ts'
import { PASSWORD } from '#test/drive/open-poolhouse.ts'
import type { TestTriggers } from '#test/test-triggers.ts'
import { byPassword, hostedTokens, known, setStage, type Stage } from './stage.ts'

const ROLE = 'arn:aws:iam::123456789012:role/staff'
const LambdaArn = 'arn:aws:lambda:us-east-1:123456789012:function:tokens'

/** Ann, of the group staff, in a pool whose function speaks that version. */
async function open(t: TestContext, LambdaVersion: PreTokenGenerationLambdaVersionType, answer: () => Record<string, unknown> = () => ({})): Promise<Stage & { functions: TestTriggers['functions'] }> {
  const stage = await setStage(t, { PreTokenGeneration: answer }, { pool: { LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion, LambdaArn } } } })
  const { sdk, UserPoolId } = stage
  await known(stage, 'ann')
  await sdk.createGroup({ UserPoolId, GroupName: 'staff', RoleArn: ROLE, Precedence: 1 })
  await sdk.adminAddUserToGroup({ UserPoolId, Username: 'ann', GroupName: 'staff' })
  return { ...stage, functions: stage.triggers.functions }
}

const tokensOf = async (stage: Stage, name = 'ann') => {
  const { AuthenticationResult } = await byPassword(stage, name)
  return { id: claimsOf(AuthenticationResult?.IdToken), access: claimsOf(AuthenticationResult?.AccessToken), refresh: AuthenticationResult?.RefreshToken }
}
const staff = { groupsToOverride: ['staff'], iamRolesToOverride: [ROLE], preferredRole: ROLE }
const API_SCOPES = ['aws.cognito.signin.user.admin']

test('the event of pre token generation is Cognito’s, key by key, in each version and from each wire', async (t) => {
  for (const [version, response] of [['V1_0', { claimsOverrideDetails: null }], ['V2_0', { claimsAndScopeOverrideDetails: null }], ['V3_0', { claimsAndScopeOverrideDetails: null }]] as const) {
    const stage = await open(t, version)
    const { triggers, sdk, ClientId, UserPoolId, poolhouse } = stage
    const { id: sub, attributes, status } = await poolhouse.findUser('ann')
    const scoped = (scopes: string[]) => (version === 'V1_0' ? {} : { scopes })
    const event = (kind: string, request: Record<string, unknown>) => ({
      trigger: 'PreTokenGeneration', source: `TokenGeneration_${kind}`, poolId: UserPoolId, clientId: ClientId, userName: 'ann', response,
      request: { userAttributes: { sub, 'cognito:user_status': status, ...attributes }, groupConfiguration: staff, ...request },
    })
    const { refresh } = await tokensOf(stage)
    await sdk.getTokensFromRefreshToken({ ClientId, RefreshToken: refresh, ClientMetadata: { from: 'refresh' } })
    await hostedTokens(stage, 'ann')
    assert.deepEqual(triggers.calls, [
      event('Authentication', scoped(API_SCOPES)),
      event('RefreshTokens', { ...scoped(API_SCOPES), clientMetadata: { from: 'refresh' } }),
      event('HostedAuth', scoped(['openid', 'email', ...API_SCOPES])),
    ], version)
  }
})

test('V1 changes the ID token alone, and groups in both', async (t) => {
  const stage = await open(t, 'V1_0', () => ({
    claimsOverrideDetails: {
      claimsToAddOrOverride: { team: 'red', level: 3, email: 'shown@example.com', sub: 'other', both: 'x', 'cognito:username': 'root' }, claimsToSuppress: ['email_verified', 'both', 'sub'],
      groupOverrideDetails: { groupsToOverride: ['readers', 'staff'], iamRolesToOverride: [ROLE], preferredRole: ROLE },
    },
  }))
  const { id: sub } = await stage.poolhouse.findUser('ann')
  const { id, access } = await tokensOf(stage)
  assert.deepEqual([id.team, id.level, id.email, id.email_verified, id.both, id.sub, id['cognito:username']], ['red', '3', 'shown@example.com', undefined, undefined, sub, 'ann'])
  assert.deepEqual([id['cognito:groups'], id['cognito:roles'], id['cognito:preferred_role'], access['cognito:groups']], [['readers', 'staff'], [ROLE], ROLE, ['readers', 'staff']])
  assert.deepEqual([access.team, access.sub, access.username], [undefined, sub, 'ann'])
  stage.functions.PreTokenGeneration = () => ({ claimsOverrideDetails: { groupOverrideDetails: null } })
  assert.equal((await tokensOf(stage)).access['cognito:groups'], undefined)
  stage.functions.PreTokenGeneration = () => ({ claimsOverrideDetails: { claimsToAddOrOverride: { team: 'blue' } } })
  const kept = await tokensOf(stage)
  assert.deepEqual([kept.id.team, kept.access['cognito:groups']], ['blue', ['staff']])
})

test('V2 gives both tokens claims of any JSON type, and scopes; what is reserved stays as it is, on both wires', async (t) => {
  const deep = { seats: 3, list: [1, { a: true }], text: 'x' }
  const hostile = { sub: 'x', iss: 'x', aud: 'x', exp: 9e9, iat: 1, auth_time: 1, jti: 'x', origin_jti: 'x', event_id: 'x', token_use: 'x', 'cognito:groups': ['root'], 'cognito:username': 'root', identities: [], nonce: 'x', at_hash: 'x', 'dev:x': 'x' }
  const changes = { claimsToAddOrOverride: { plan: deep, ...hostile }, claimsToSuppress: ['sub', 'iss', 'exp', 'token_use', 'email'] }
  const stage = await open(t, 'V2_0', () => ({
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: changes,
      accessTokenGeneration: { ...changes, claimsToAddOrOverride: { ...changes.claimsToAddOrOverride, client_id: 'x', scope: 'root', username: 'root', version: 9, device_key: 'x' }, scopesToAdd: ['api/extra', 'aws.cognito.x', 'two words'], scopesToSuppress: ['email'] },
    },
  }))
  const { id: sub } = await stage.poolhouse.findUser('ann')
  const hosted = await hostedTokens(stage, 'ann')
  const api = await tokensOf(stage)
  const wires = [{ id: claimsOf(hosted.id_token), access: claimsOf(hosted.access_token), scope: `openid ${API_SCOPES.join()} api/extra` }, { ...api, scope: `${API_SCOPES.join()} api/extra` }]
  for (const { id, access, scope } of wires) {
    for (const token of [id, access]) {
      assert.deepEqual([token.plan, token.sub, token['cognito:groups'], token['dev:x']], [deep, sub, ['staff'], undefined])
      for (const [name, value] of Object.entries(hostile)) assert.notDeepEqual(token[name], value, name)
      assert.ok(Number(token.exp) < 5e9 && String(token.iss).endsWith(stage.UserPoolId))
    }
    assert.deepEqual([id.email, id.aud, id.token_use, id['cognito:username']], [undefined, stage.ClientId, 'id', 'ann'])
    assert.deepEqual([access.scope, access.client_id, access.username, access.token_use, access.device_key], [scope, stage.ClientId, 'ann', 'access', undefined])
    assert.notEqual(access.version, 9)
  }
})

test('an answer of another form, and claims of V1 that are no texts, give no tokens', async (t) => {
  const stage = await open(t, 'V1_0')
  const wrong = [{ claimsOverrideDetails: [] }, { claimsOverrideDetails: { claimsToAddOrOverride: { a: ['b'] } } }, { claimsOverrideDetails: { claimsToSuppress: 'sub' } }]
  for (const answer of wrong) {
    stage.functions.PreTokenGeneration = () => answer
    assert.deepEqual(await refusalOf(byPassword(stage, 'ann', PASSWORD)), { name: 'InvalidLambdaResponseException', message: 'Unrecognizable lambda output', status: 400 }, JSON.stringify(answer))
  }
})
